/** Codes of requests that the console refuses. Stable: its app and tests rely on them. */
export type ConsoleRefusalCode =
  | 'host-unknown'
  | 'origin-foreign'
  | 'token-missing'
  | 'not-found'
  | 'method-not-allowed'
  | 'body-invalid'
  | 'body-too-large'
  | 'content-type-not-json'
  | 'field-invalid'
  | 'base-unknown'
  | 'edits-invalid'
  | 'file-broken'
  | 'file-missing'
  | 'file-unreadable'
  | 'file-unwritable'
  | 'conflict'
  | 'secret-in-browser'
  | 'secret-missing'
  | 'bundle-missing'
  | 'store-missing'
  | 'counts-unreadable'
  | 'preview-refused'
  | 'internal';

/** A request that is refused. */
export class ConsoleRefusal extends Error {
  readonly status: number;
  readonly code: ConsoleRefusalCode;
  /** Members of the response beside the error. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: ConsoleRefusalCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}
