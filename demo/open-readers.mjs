import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FILE = new URL('readers.csv', import.meta.url);
const SQLITE = new URL('../dist/sqlite.mjs', import.meta.url);

/** @typedef {{ foreignKeySystem: string, foreignUserId: string, attributes: Record<string, string> }} Reader */
/**
 * The data by which the endpoint knows readers. `store` remembers gifts; without one the endpoint's own memory does.
 * `note` says in one line what is unusual.
 *
 * @typedef {{ users: { find: Function }, store?: object, note?: string, close: () => Promise<void> }} Readers
 */

/** @returns {Promise<Reader[]>} */
async function readReaders() {
  const { parse } = await import('csv-parse/sync');
  const rows = parse(await readFile(FILE), { columns: true, bom: true });
  return rows.map(({ foreignKeySystem, foreignUserId, ...attributes }) => ({
    foreignKeySystem,
    foreignUserId,
    attributes,
  }));
}

/**
 * @param {Reader[]} readers
 * @returns {Readers}
 */
function keepInMemory(readers) {
  const isOf = (system, id) => (reader) => reader.foreignKeySystem === system && reader.foreignUserId === id;
  return {
    users: { find: (system, id) => readers.find(isOf(system, id))?.attributes ?? null },
    note: 'The package libsql is not installed: the readers are kept in memory instead of a file.',
    close: async () => {},
  };
}

/**
 * Puts the readers of `readers.csv` into a store: a SQLite file that is deleted when it is closed, or memory where
 * SQLite is not available.
 *
 * @returns {Promise<Readers>}
 */
export async function openReaders() {
  const readers = await readReaders();
  const { openSqliteStore } = await import(SQLITE.href);
  const folder = await mkdtemp(join(tmpdir(), 'zephr-demo-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const store = await openSqliteStore(join(folder, 'readers.db'));
    await store.putUsers(readers);
    const close = async () => {
      store.close();
      await remove();
    };
    return { users: store, store, close };
  } catch (error) {
    await remove();
    if (error.code !== 'driver-missing') throw error;
    return keepInMemory(readers);
  }
}
