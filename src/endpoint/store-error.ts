/** Why a store cannot be used. Stable: tools and tests rely on them. */
export type StoreErrorCode =
  | 'driver-missing'
  | 'file-unreachable'
  | 'file-foreign'
  | 'schema-newer'
  | 'url-invalid'
  | 'server-unreachable'
  | 'user-invalid'
  | 'store-failed';

/** A mistake of whoever runs the store, or of the disk that it is on. Its message never quotes a record. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  /** What kind of mistake it is. */
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
