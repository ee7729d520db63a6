/** A route's successful answer: a body that becomes JSON. */
export interface RouteAnswer {
  readonly body: unknown;
  /** Default: 200. */
  readonly status?: 201 | 204;
  /** Outcome of the request in the log, such as `valid` or `expired`. */
  readonly outcome?: string;
  /** How many seals the request was about. */
  readonly seals?: number;
}
