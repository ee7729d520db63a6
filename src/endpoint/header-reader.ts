/** Reads a header by its name in lower case, from `Headers` or from what a server has. */
export type HeaderReader = Pick<Headers, 'get'>;

/** A request as far as it says who sends it. */
export interface RequestHead {
  readonly headers: HeaderReader;
  /** Gives the request of the Fetch standard, for a publisher's own function. */
  readonly toRequest: () => Request;
}
