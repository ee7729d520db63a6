/**
 * Answers requests of the Fetch standard. Never rejects.
 *
 * @param connection - The runtime's second argument, which holds the address of the client: that of `@hono/node-server`,
 *   Deno or Bun, or `{ address }`.
 */
export type Endpoint = (request: Request, connection?: unknown) => Promise<Response>;
