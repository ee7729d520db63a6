import { MAX_REDIS_RETRY_DELAY_MS, REDIS_TIMEOUT_MS } from '../limits.js';
import { loadOptional } from '../load-optional.js';
import { StoreError } from '../store-error.js';
import { CARRY_SCRIPT, CLAIM_GIFT_SCRIPT, SPEND_SCRIPT } from './lua-scripts.js';

/** The members of an ioredis client that the store uses, with the scripts as commands. */
export interface RedisClient {
  /** `ready` while connected. */
  readonly status: string;
  readonly on: (event: 'error', listener: (error: Error) => void) => unknown;
  readonly connect: () => Promise<void>;
  readonly ping: () => Promise<unknown>;
  readonly hgetall: (key: string) => Promise<Readonly<Record<string, string>>>;
  readonly disconnect: () => void;
  readonly zephrSpend: (
    key: string,
    now: number,
    spends: string,
    variants: string,
    isCarried: string,
  ) => Promise<string[]>;
  readonly zephrMerge: (key: string, now: number, lists: string) => Promise<null>;
  readonly zephrClaim: (key: string, session: string, ms: number) => Promise<0 | 1>;
}

/**
 * Without a connection a command fails at once instead of waiting in a queue, and one without an answer fails after two
 * seconds: the page sends its views again later, and no script counts one twice. The client tries to connect again at least
 * once a second.
 */
const OPTIONS = {
  lazyConnect: true,
  connectTimeout: REDIS_TIMEOUT_MS,
  commandTimeout: REDIS_TIMEOUT_MS,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  retryStrategy: (attempts: number): number => Math.min(attempts * 50, MAX_REDIS_RETRY_DELAY_MS),
  enableAutoPipelining: true,
  scripts: {
    zephrSpend: { numberOfKeys: 1, lua: SPEND_SCRIPT },
    zephrMerge: { numberOfKeys: 1, lua: CARRY_SCRIPT },
    zephrClaim: { numberOfKeys: 1, lua: CLAIM_GIFT_SCRIPT },
  },
} as const;

/**
 * Connects to Redis.
 *
 * @param url - Address such as `redis://127.0.0.1:6379/0`, or `rediss://` over TLS. No message quotes it, as it may hold a
 *   password.
 * @throws {StoreError} `driver-missing`, `url-invalid` or `server-unreachable`.
 */
export async function connectRedis(url: string): Promise<RedisClient> {
  if (!/^rediss?:\/\/[^/]/.test(url) || !URL.canParse(url))
    throw new StoreError('url-invalid', 'The address of Redis must be such as "redis://127.0.0.1:6379".');
  const { Redis } = await loadOptional('ioredis', () => import('ioredis'));
  const client = new Redis(url, OPTIONS) as unknown as RedisClient;
  // Without a listener ioredis writes each attempt to the console. A failed command does not always hold the reason.
  let reason: Error | null = null;
  client.on('error', (error) => (reason = error));
  try {
    await client.connect();
    // Only the first command shows whether Redis requires a password.
    await client.ping();
    return client;
  } catch (error) {
    client.disconnect();
    const { message } = reason ?? (error as Error);
    throw new StoreError('server-unreachable', `Redis at ${new URL(url).host} cannot be used: ${message}`);
  }
}
