/** A route's successful answer: status 200 and a body that becomes JSON. */
export interface RouteAnswer {
  readonly body: unknown;
  /** Outcome of the request in the log, such as `valid` or `expired`. */
  readonly outcome?: string;
}
