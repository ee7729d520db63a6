import { isRecord } from '../../lib/is-record.js';
import { StoreError } from '../store-error.js';
import { SCRIPTS, type ScriptName } from './lua-scripts.js';
import type { RedisConnection } from './redis-connection.js';

/** A value of a command. */
type Argument = string | number;

/**
 * A client of Redis: `Redis` or `Cluster` of ioredis, or any object with `eval` in the form of ioredis.
 *
 * @example
 * // node-redis: const client = await createClient({ url }).connect();
 * const given = { eval: (script, count, ...rest) => client.eval(script, { keys: rest.slice(0, count), arguments: rest.slice(count).map(String) }) };
 */
export interface GivenClient {
  /** Runs a Lua script atomically: its text, the number of keys, the keys, then the values. */
  readonly eval: (script: string, keyCount: number, ...keysAndValues: Argument[]) => Promise<unknown>;
}

/** The further members of ioredis that are used where a client has them. */
interface IoredisClient extends GivenClient {
  readonly status: string;
  readonly defineCommand: (name: string, definition: { readonly numberOfKeys: number; readonly lua: string }) => void;
  readonly hgetall: (key: string) => Promise<Readonly<Record<string, string>>>;
  readonly ping: () => Promise<unknown>;
}

/** The scripts as methods, as ioredis defines them. They send the text of a script only where the server does not know it. */
type Commands = Readonly<Record<ScriptName, (key: string, ...args: readonly Argument[]) => Promise<unknown>>>;

const READ_HASH_SCRIPT = "return redis.call('HGETALL', KEYS[1])";

/** Gives the operations of a client. Closing them does not end it. */
export function adoptClient(client: GivenClient): RedisConnection {
  const { status, defineCommand, hgetall } = (isRecord(client) ? client : {}) as Partial<IoredisClient>;
  if (typeof client?.eval !== 'function')
    throw new StoreError(
      'client-invalid',
      'openRedisStore takes an address, a list of addresses, or a client with the method "eval" of ioredis.',
    );
  if (typeof defineCommand === 'function' && typeof hgetall === 'function' && typeof status === 'string')
    return adoptIoredis(client as IoredisClient);
  return {
    run: (script, key, ...args) => client.eval(SCRIPTS[script].lua, 1, key, ...args),
    readHash: async (key) => toHash(await client.eval(READ_HASH_SCRIPT, 1, key)),
    ping: () => client.eval('return 1', 1, 'zephr:ping'),
    isReady: () => true,
    close: () => undefined,
  };
}

function adoptIoredis(client: IoredisClient): RedisConnection {
  for (const [name, definition] of Object.entries(SCRIPTS)) client.defineCommand(name, definition);
  const commands = client as unknown as Commands;
  return {
    run: (script, key, ...args) => commands[script](key, ...args),
    readHash: (key) => client.hgetall(key),
    ping: () => client.ping(),
    isReady: () => client.status === 'ready',
    close: () => undefined,
  };
}

/** Puts names and values, as Redis lists them one after the other, into an object. */
function toHash(list: unknown): Readonly<Record<string, string>> {
  const texts = (Array.isArray(list) ? list : []) as string[];
  const pairs = Array.from({ length: texts.length / 2 }, (_, n) => [String(texts[2 * n]), String(texts[2 * n + 1])]);
  return Object.fromEntries(pairs) as Record<string, string>;
}
