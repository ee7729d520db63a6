import type { openRedisStore as OpenRedisStore } from '../../../src/endpoint/redis/open-redis-store.js';
import type { openSqliteStore as OpenSqliteStore } from '../../../src/endpoint/sqlite/open-sqlite-store.js';
import type { EndpointStore } from '../../../src/endpoint/store.js';
import type { Keeping } from './messages.js';

/** Opens the built store of a program; `undefined` for that of the endpoint's own memory. */
export async function openStore({ where, file, url }: Keeping): Promise<EndpointStore | undefined> {
  const load = async <Module>(name: string): Promise<Module> =>
    (await import(new URL(`../../../dist/${name}.mjs`, import.meta.url).href)) as Module;
  if (where === 'memory') return undefined;
  if (where === 'SQLite')
    return (await load<{ openSqliteStore: typeof OpenSqliteStore }>('sqlite')).openSqliteStore(file);
  return (await load<{ openRedisStore: typeof OpenRedisStore }>('redis')).openRedisStore(url);
}
