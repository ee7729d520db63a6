import { within } from '../../lib/within.js';
import { MAX_REDIS_RETRY_DELAY_MS, REDIS_TIMEOUT_MS } from '../limits.js';
import { loadOptional } from '../load-optional.js';
import { StoreError } from '../store-error.js';
import { adoptClient, type GivenClient } from './adopt-client.js';
import type { RedisConnection } from './redis-connection.js';

/**
 * Without a connection a command fails at once instead of waiting in a queue, and one without an answer fails after two
 * seconds: the page sends its views again later, and no script counts one twice.
 */
const COMMANDS = { connectTimeout: REDIS_TIMEOUT_MS, commandTimeout: REDIS_TIMEOUT_MS } as const;

/** The client tries to connect again at least once a second. */
const delayRetry = (attempts: number): number => Math.min(attempts * 50, MAX_REDIS_RETRY_DELAY_MS);

const OPTIONS = { lazyConnect: true, enableOfflineQueue: false, enableAutoPipelining: true } as const;

/** A client that is not connected yet. */
interface NewClient extends GivenClient {
  readonly on: (event: 'error', listener: (error: Error) => void) => unknown;
  readonly connect: () => Promise<void>;
  readonly disconnect: () => void;
  /** Only a client of one server has it. */
  readonly info?: (section: string) => Promise<string>;
}

/**
 * Connects to Redis.
 *
 * @param at - Address of a server, such as `redis://127.0.0.1:6379/0`, or `rediss://` over TLS; a list of addresses of nodes of
 *   a cluster; or a client. A server that is a node of a cluster stands for all of it. No message quotes an address, as it may
 *   hold a password.
 * @throws {StoreError} `driver-missing`, `url-invalid`, `client-invalid` or `server-unreachable`.
 */
export async function connectRedis(at: string | readonly string[] | GivenClient): Promise<RedisConnection> {
  if (typeof at === 'string') return (await connectServer(at)) ?? connectCluster([at]);
  return Array.isArray(at) ? connectCluster(at as readonly string[]) : connectGiven(at as GivenClient);
}

/** Connects to one server; `null` where it is a node of a cluster. */
async function connectServer(url: string): Promise<RedisConnection | null> {
  checkAddress(url);
  const { Redis } = await loadOptional('ioredis', () => import('ioredis'));
  const client = new Redis(url, {
    ...OPTIONS,
    ...COMMANDS,
    maxRetriesPerRequest: 0,
    retryStrategy: delayRetry,
  }) as unknown as NewClient;
  const connection = await open(client, [url]);
  if (!(await isInCluster(client))) return connection;
  connection.close();
  return null;
}

/** Connects to a cluster by some of its nodes. */
async function connectCluster(urls: readonly string[]): Promise<RedisConnection> {
  if (!urls.length) throw new StoreError('url-invalid', 'The list of addresses of Redis is empty.');
  for (const url of urls) checkAddress(url);
  const { Cluster } = await loadOptional('ioredis', () => import('ioredis'));
  const { protocol, username, password } = new URL(urls[0]!);
  // Nodes tell each other's addresses, without what a client needs to be let in.
  const redisOptions = {
    ...COMMANDS,
    ...(password && { password: decodeURIComponent(password) }),
    ...(username && { username: decodeURIComponent(username) }),
    ...(protocol === 'rediss:' && { tls: {} }),
  };
  const client = new Cluster([...urls], {
    ...OPTIONS,
    redisOptions,
    slotsRefreshTimeout: REDIS_TIMEOUT_MS,
    clusterRetryStrategy: delayRetry,
  }) as unknown as NewClient;
  return open(client, urls);
}

/** Takes a client as it is: the one who made it ends it. */
async function connectGiven(client: GivenClient): Promise<RedisConnection> {
  const connection = adoptClient(client);
  await within(REDIS_TIMEOUT_MS, 'its answer', connection.ping()).catch((error: unknown) => {
    throw new StoreError('server-unreachable', `Redis cannot be used by the given client: ${(error as Error).message}`);
  });
  return connection;
}

async function open(client: NewClient, urls: readonly string[]): Promise<RedisConnection> {
  const connection = { ...adoptClient(client), close: () => client.disconnect() };
  // Without a listener ioredis writes each attempt to the console. A failed command does not always hold the reason.
  let reason: Error | null = null;
  client.on('error', (error) => (reason = error));
  try {
    await client.connect();
    // Only the first command shows whether Redis requires a password.
    await connection.ping();
    return connection;
  } catch (error) {
    client.disconnect();
    const { message } = reason ?? (error as Error);
    const hosts = urls.map((url) => new URL(url).host).join(', ');
    throw new StoreError('server-unreachable', `Redis at ${hosts} cannot be used: ${message}`);
  }
}

async function isInCluster(client: NewClient): Promise<boolean> {
  try {
    return (await client.info!('cluster')).includes('cluster_enabled:1');
  } catch {
    // Some providers allow no INFO; their clusters have a list of addresses.
    return false;
  }
}

function checkAddress(url: unknown): void {
  if (typeof url !== 'string' || !/^rediss?:\/\/[^/]/.test(url) || !URL.canParse(url))
    throw new StoreError('url-invalid', 'The address of Redis must be such as "redis://127.0.0.1:6379".');
}
