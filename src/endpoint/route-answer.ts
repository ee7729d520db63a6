/** A route's successful answer: a body that becomes JSON, or JSON text. */
export interface RouteAnswer {
  readonly body?: unknown;
  /** The body as JSON text, instead of `body`. */
  readonly text?: string;
  /** Default: 200. */
  readonly status?: 201 | 204;
  /** Outcome of the request in the log, such as `valid` or `expired`. */
  readonly outcome?: string;
  /** How many seals the request was about. */
  readonly seals?: number;
}
