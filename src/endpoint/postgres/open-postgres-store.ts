import { createListStore, type UpdateList } from '../list/create-list-store.js';
import type { AsyncEventStore, ListStore } from '../store.js';
import { StoreError } from '../store-error.js';
import type { StoreState, TellsState } from '../store-state.js';
import { watchServer } from '../watch-server.js';
import { createCleaner } from './create-cleaner.js';
import { createKeyQueue } from './create-key-queue.js';
import { COUNT_COLUMNS, createPostgresCounts } from './create-postgres-counts.js';
import type { PostgresClient, PostgresPool, PostgresResult } from './postgres-pool.js';

export type { PostgresClient, PostgresPool, PostgresResult } from './postgres-pool.js';

/** Options of a store in Postgres. */
export interface PostgresOptions {
  /**
   * Name of the table, which is created where it is missing. Counts of events have a table beside it, whose name ends in `_counts`.
   * Default: `zephr_lists`.
   */
  readonly table: string;
  /** Milliseconds since 1970. Default: the clock. */
  readonly now: () => number;
}

/** Gifts, usage, sessions, previews and counts of events in Postgres, for any number of endpoints. */
export interface PostgresStore extends ListStore, AsyncEventStore, TellsState {
  readonly state: () => StoreState;
}

/** A name with or without a schema, which needs no quotes, and with its ending is not too long for the server. */
const TABLE = /^([a-z_][a-z0-9_]{0,62}\.)?[a-z_][a-z0-9_]{0,55}$/;
/** Declares the columns of the table of lists. */
const LIST_COLUMNS = 'key text PRIMARY KEY, text text NOT NULL, expires_at bigint';
/** Key of the lock under which the table is created. */
const CREATION_LOCK = 'zephr table';
const LOCK = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';

/**
 * Opens a store in PostgreSQL 11 or later, with a row for the views and one for the sessions of each reader, and one for each gift, preview and count. An acknowledged view is as durable as
 * `synchronous_commit` of the server makes it.
 *
 * @param pool - A `Pool` of the package `pg`, which the caller ends.
 * @throws {StoreError} `name-invalid` or `server-unreachable`; the methods of the store reject with `store-failed`.
 * @example
 * const store = await openPostgresStore(new Pool({ connectionString: process.env.DATABASE_URL }));
 * const endpoint = createEndpoint({ config, secret, store });
 */
export async function openPostgresStore(
  pool: PostgresPool,
  { table = 'zephr_lists', now = Date.now }: Partial<PostgresOptions> = {},
): Promise<PostgresStore> {
  if (!TABLE.test(table))
    throw new StoreError('name-invalid', 'The name of the table must be such as "zephr_lists" or "news.zephr_lists".');
  const counts = `${table}_counts`;
  try {
    await createTable(pool, table, LIST_COLUMNS, `CREATE INDEX ON ${table} (expires_at)`);
    await createTable(pool, counts, COUNT_COLUMNS);
  } catch (error) {
    throw new StoreError('server-unreachable', `Postgres cannot be used: ${(error as Error).message}`);
  }
  const { guard, state } = watchServer('Postgres', () => pool.query('SELECT 1'));
  const enqueue = createKeyQueue();
  const clean = createCleaner(pool, table, now);
  const select = `SELECT text FROM ${table} WHERE key = $1`;
  const upsert = `INSERT INTO ${table} (key, text, expires_at) VALUES ($1, $2, $3)
    ON CONFLICT (key) DO UPDATE SET text = excluded.text, expires_at = excluded.expires_at`;
  const update: UpdateList = async (key, change) => {
    // Most requests change nothing, and reading takes no lock.
    if (!change(textOf(await pool.query(select, [key])))) return;
    clean();
    await enqueue(key, () =>
      inTransaction(pool, async (client) => {
        await client.query(LOCK, [`${table} ${key}`]);
        const entry = change(textOf(await client.query(select, [key])));
        if (entry) await client.query(upsert, [key, entry.text, entry.expiresAt && Math.ceil(entry.expiresAt)]);
      }),
    );
  };
  return {
    ...createListStore({ update: (key, change) => guard(() => update(key, change)), now }),
    ...createPostgresCounts(pool, guard, counts, now),
    state,
  };
}

async function createTable(pool: PostgresPool, table: string, columns: string, index?: string): Promise<void> {
  // Two servers that create it at the same moment would make one of them fail.
  await inTransaction(pool, async (client) => {
    await client.query(LOCK, [CREATION_LOCK]);
    const { rows } = await client.query('SELECT to_regclass($1) AS found', [table]);
    if (rows[0]?.['found'] !== null) return;
    await client.query(`CREATE TABLE ${table} (${columns})`);
    if (index) await client.query(index);
  });
}

/** Runs statements that hold together. Each sees what was committed before it, whatever the default of the server. */
async function inTransaction(pool: PostgresPool, run: (client: PostgresClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    await run(client);
    await client.query('COMMIT');
    client.release();
  } catch (error) {
    // Ends the transaction with its connection, which may hang.
    client.release(true);
    throw error;
  }
}

function textOf({ rows }: PostgresResult): string | null {
  const text = rows[0]?.['text'];
  return typeof text === 'string' ? text : null;
}
