/**
 * Counts without a server, for so many milliseconds, and prints how many a second: by the store as the endpoint asks
 * it, or by the bare platform, which keeps one row or one number a spend and holds no limit.
 */
import { loadDriver } from '../../../src/endpoint/sqlite/load-driver.js';
import { createMemoryUsageStore } from '../../../src/endpoint/usage/create-memory-usage-store.js';
import { createSpend, VARIANTS } from '../workload.js';
import type { AloneOrder } from './messages.js';
import { openStore } from './open-store.js';

/** Concurrent requests to spend, as a server has them. */
const AT_ONCE = 64;
const order = JSON.parse(process.argv[2]!) as AloneOrder;
const { what, where, ms, first } = order;

type Count = (number: number) => unknown;

async function prepareStore(): Promise<Count> {
  const store = (await openStore(order)) ?? createMemoryUsageStore(Date.now);
  return async (number) => {
    const { reader, spend } = createSpend(number);
    const { refused } = await store.spend(reader, [spend], VARIANTS);
    if (refused.length) throw new Error('Every spend must be taken.');
    return store.readUsage(reader);
  };
}

async function preparePlatform(): Promise<Count> {
  if (where === 'memory') {
    const counts = new Map<string, number>();
    return (number) => {
      const { reader } = createSpend(number);
      counts.set(reader, (counts.get(reader) ?? 0) + 1);
    };
  }
  if (where === 'SQLite') {
    const Driver = await loadDriver();
    const database = new Driver(`${order.file}.bare`, { timeout: 5000 });
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    database.exec('CREATE TABLE IF NOT EXISTS spends (reader TEXT, tracker TEXT, id TEXT, item TEXT, at INTEGER)');
    const insert = database.prepare('INSERT INTO spends VALUES (?, ?, ?, ?, ?)');
    return (number) => {
      const { reader, spend } = createSpend(number);
      insert.run(reader, spend.tracker, spend.id, spend.item, spend.at);
    };
  }
  const { Redis } = await import('ioredis');
  const client = new Redis(order.url, { enableAutoPipelining: true });
  return (number) => client.incr(`bare:${createSpend(number).reader}`);
}

const count = await (what === 'store' ? prepareStore() : preparePlatform());
let next = first;
const run = async (duration: number): Promise<number> => {
  const [begun, from] = [performance.now(), next];
  const spendOn = async (): Promise<void> => {
    while (performance.now() < begun + duration) await count(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, spendOn));
  return ((next - from) * 1000) / (performance.now() - begun);
};
await run(ms / 4);
console.log(JSON.stringify({ perSecond: await run(ms) }));
process.exit();
