import type { RateLimitInfo } from 'hono-rate-limiter';

/** What travels with a request through the router. */
export interface RouterEnv {
  Bindings: {
    /** What the runtime handed over beside the request. */
    connection: unknown;
  };
  Variables: {
    /** For the log. */
    outcome: string | undefined;
    rateLimit: RateLimitInfo;
  };
}
