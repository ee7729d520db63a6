/** Values that the router keeps with a request. */
export interface RouterEnv {
  Bindings: {
    /** The second argument of the endpoint: the runtime's own description of the connection. */
    connection: unknown;
  };
  Variables: {
    /** Outcome of the request in the log. */
    outcome: string | undefined;
    /** How many seals a request for keys is about, in the log. */
    seals: number | undefined;
  };
}
