import type { RefusalCode } from '../model/codes.js';

/** A refused request. Its message says what the route takes and never quotes what was sent. */
export class Refusal {
  readonly status: 400 | 401 | 404 | 405 | 413 | 415 | 429 | 500 | 503;
  readonly code: RefusalCode;
  readonly message: string;
  readonly headers: Readonly<Record<string, string>>;

  /** @param headers - Headers of the response beside those of every response. */
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

  /**
   * Refuses a member of the body that has the wrong type.
   *
   * @param name - Name of the member.
   * @param wanted - The values that it takes, such as `a text`.
   */
  static field(name: string, wanted: string): Refusal {
    return new Refusal(400, 'field-invalid', `"${name}" must be ${wanted}.`);
  }
}

/** The refusal of a request in which the endpoint itself fails. */
export const INTERNAL_ERROR = new Refusal(500, 'internal', 'The endpoint failed. Its log has the cause.');
