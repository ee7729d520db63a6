/** What a route answers when all is well: status 200 and a body that becomes JSON. */
export interface RouteAnswer {
  readonly body: unknown;
  /** For the log. */
  readonly outcome?: string;
}

/** Codes of answers that refuse. Stable: pages and tools may rely on them. */
export type RefusalCode =
  | 'body-not-utf8'
  | 'body-not-json'
  | 'body-too-deep'
  | 'field-invalid'
  | 'reader-missing'
  | 'not-found'
  | 'method-not-allowed'
  | 'body-too-large'
  | 'content-type-not-json'
  | 'rate-limited'
  | 'internal'
  | 'store-unavailable';

/** A request that is refused. Its message says what is wanted and never quotes what came. */
export class Refusal {
  readonly status: 400 | 401 | 404 | 405 | 413 | 415 | 429 | 500 | 503;
  readonly code: RefusalCode;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: Refusal['status'],
    code: RefusalCode,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    this.status = status;
    this.code = code;
    this.message = message;
    this.headers = headers;
  }

  /** @returns A refusal of a field of the wrong type. */
  static field(name: string, wanted: string): Refusal {
    return new Refusal(400, 'field-invalid', `"${name}" must be ${wanted}.`);
  }
}
