import { STATE_TEST_INTERVAL_MS } from './limits.js';
import { StoreError } from './store-error.js';
import type { StoreState } from './store-state.js';

/** Both ends of watching a server: the function that all commands go through, and the state that they show. */
export interface WatchedServer {
  readonly guard: <Result>(use: () => Promise<Result>) => Promise<Result>;
  readonly state: () => StoreState;
}

/**
 * Watches whether a server answers.
 *
 * @param name - Of the server, for messages.
 * @param ping - Asks it for anything.
 * @param isReady - Whether it is connected, as far as is known.
 * @returns `guard` rejects with a `StoreError` `store-failed` where a command fails.
 */
export function watchServer(name: string, ping: () => Promise<unknown>, isReady = (): boolean => true): WatchedServer {
  let hasFailed = false;
  let askedAt = -Infinity;
  const guard: WatchedServer['guard'] = async (use) => {
    try {
      const result = await use();
      hasFailed = false;
      return result;
    } catch (error) {
      hasFailed = true;
      if (error instanceof StoreError) throw error;
      // Only the message is kept: other members of the error hold the arguments of the command.
      throw new StoreError('store-failed', `${name} failed: ${(error as Error).message}`, {
        driver: readDriverCode(error as Error),
      });
    }
  };
  return {
    guard,
    state: () => {
      if (performance.now() - askedAt > STATE_TEST_INTERVAL_MS) {
        askedAt = performance.now();
        void Promise.allSettled([guard(ping)]);
      }
      return isReady() && !hasFailed ? 'ok' : 'unreachable';
    },
  };
}

/**
 * Reads the code by which a driver or a server says why a command failed: `ECONNREFUSED`, or PostgreSQL's `53300`. Replies of
 * Redis begin with theirs, such as `READONLY`.
 */
function readDriverCode({ code, message }: Error & { readonly code?: unknown }): string | undefined {
  return typeof code === 'string' ? code : /^[A-Z]+(?= )/.exec(message)?.[0];
}
