import type { StoreErrorCode } from '../model/codes.js';
import { acceptCopies } from './accept-copies.js';

export type { StoreErrorCode };

/** A mistake in the set-up of a store, or a failure of its disk or server. Its message never quotes a record. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  /** Kind of mistake or failure. */
  readonly code: StoreErrorCode;
  /** Of a failure: the code that the driver or the server gave, such as `SQLITE_FULL`, `READONLY` or `53300`. */
  readonly driver?: string;

  constructor(
    code: StoreErrorCode,
    message: string,
    { driver, ...options }: ErrorOptions & { readonly driver?: string | undefined } = {},
  ) {
    super(message, options);
    this.code = code;
    if (driver !== undefined) this.driver = driver;
  }
}

acceptCopies(StoreError, 'StoreError');
