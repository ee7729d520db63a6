/** Codes of the reasons why a store cannot be used. Stable: tools and tests rely on them. */
export type StoreErrorCode =
  | 'driver-missing'
  | 'file-unreachable'
  | 'file-foreign'
  | 'file-damaged'
  | 'file-locked'
  | 'file-lost'
  | 'schema-newer'
  | 'url-invalid'
  | 'client-invalid'
  | 'name-invalid'
  | 'server-unreachable'
  | 'user-invalid'
  | 'timeout'
  | 'store-failed';

/** A mistake in the set-up of a store, or a failure of its disk or server. Its message never quotes a record. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  /** Kind of mistake or failure. */
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
