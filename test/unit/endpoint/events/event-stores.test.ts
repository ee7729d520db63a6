import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDurableObjectStore } from '../../../../src/endpoint/durable-object/create-durable-object-store.js';
import { createMemoryEventStore } from '../../../../src/endpoint/events/create-memory-event-store.js';
import { openPostgresStore } from '../../../../src/endpoint/postgres/open-postgres-store.js';
import { openRedisStore } from '../../../../src/endpoint/redis/open-redis-store.js';
import { openSqliteStore } from '../../../../src/endpoint/sqlite/open-sqlite-store.js';
import { aNamespace } from '../../../support/durable-objects.js';
import { tellOfEventStore } from '../../../support/event-store-suite.js';
import { NO_POSTGRES, startPostgres } from '../../../support/postgres-server.js';
import { NO_REDIS, startRedis } from '../../../support/redis-server.js';

tellOfEventStore('in memory', () => ({ store: createMemoryEventStore(), [Symbol.asyncDispose]: async () => {} }));

tellOfEventStore('in a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-counts-'));
  const store = await openSqliteStore(join(folder, 'zephr.sqlite'));
  return {
    store,
    [Symbol.asyncDispose]: async () => {
      store.close();
      await rm(folder, { recursive: true });
    },
  };
});

if (NO_REDIS === false)
  tellOfEventStore('in Redis', async () => {
    const server = await startRedis();
    const store = await openRedisStore(server.url);
    return {
      store,
      [Symbol.asyncDispose]: async () => {
        store.close();
        await server[Symbol.asyncDispose]();
      },
    };
  });

tellOfEventStore('in Durable Objects', () => ({
  store: createDurableObjectStore(aNamespace()),
  [Symbol.asyncDispose]: async () => {},
}));

if (NO_POSTGRES === false)
  tellOfEventStore('in Postgres', async () => {
    const server = await startPostgres();
    return {
      store: await openPostgresStore(server.connect()),
      [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
    };
  });
