import { loadOptional } from '../load-optional.js';
import { StoreError } from '../store-error.js';
import { CARRY_SCRIPT, CLAIM_GIFT_SCRIPT, SPEND_SCRIPT } from './lua-scripts.js';

/** The part of ioredis that is used here, and the scripts as its commands. */
export interface RedisClient {
  readonly on: (event: 'error', listener: (error: Error) => void) => unknown;
  readonly connect: () => Promise<void>;
  readonly ping: () => Promise<unknown>;
  readonly hgetall: (key: string) => Promise<Readonly<Record<string, string>>>;
  readonly disconnect: () => void;
  readonly zephrSpend: (key: string, now: number, spends: string, variants: string) => Promise<string[]>;
  readonly zephrMerge: (key: string, now: number, lists: string) => Promise<null>;
  readonly zephrClaim: (key: string, session: string, ms: number) => Promise<0 | 1>;
}

/**
 * While Redis is away, those who ask are told at once instead of being queued, and who waits for an answer after two seconds:
 * the page tries again later, and no script does anything twice. A new connection is tried for at least once a second.
 */
const OPTIONS = {
  lazyConnect: true,
  connectTimeout: 2000,
  commandTimeout: 2000,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  retryStrategy: (attempts: number): number => Math.min(attempts * 50, 1000),
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
 * @param url - Such as `redis://127.0.0.1:6379/0`, or `rediss://` over TLS. No message quotes it: it may hold a password.
 * @throws {StoreError} `driver-missing`, `url-invalid` or `server-unreachable`.
 */
export async function connectRedis(url: string): Promise<RedisClient> {
  if (!/^rediss?:\/\/[^/]/.test(url) || !URL.canParse(url))
    throw new StoreError('url-invalid', 'The address of Redis must be such as "redis://127.0.0.1:6379".');
  const { Redis } = await loadOptional('ioredis', () => import('ioredis'));
  const client = new Redis(url, OPTIONS) as unknown as RedisClient;
  // Without a listener each attempt would be written to the console. Whoever asks is told, though not always why.
  let reason: Error | null = null;
  client.on('error', (error) => (reason = error));
  try {
    await client.connect();
    // Only now it says whether it wants a password.
    await client.ping();
    return client;
  } catch (error) {
    client.disconnect();
    const { message } = reason ?? (error as Error);
    throw new StoreError('server-unreachable', `Redis at ${new URL(url).host} cannot be used: ${message}`);
  }
}
