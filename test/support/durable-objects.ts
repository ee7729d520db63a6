/** Durable Objects in this process: objects by name, each with a storage that outlives it. */
import { setImmediate } from 'node:timers/promises';
import type { DurableObjectNamespace } from '../../src/endpoint/durable-object/create-durable-object-store.js';
import type { DurableObjectStorage } from '../../src/endpoint/durable-object/kept-text.js';
import { ZephrStore } from '../../src/endpoint/durable-object/zephr-store.js';

/** The older kind of their storage holds no more in one row: V8 writes two octets a character where one is beyond Latin-1. */
const MAX_ROW_BYTES = 131_072;

/** The storage of one object. */
export class FakeStorage implements DurableObjectStorage {
  readonly rows = new Map<string, unknown>();
  alarm: number | null = null;
  #last: Promise<unknown> = Promise.resolve();

  get<Value>(names: string[]): Promise<Map<string, Value>>;
  get<Value>(name: string): Promise<Value | undefined>;
  async get(names: string | string[]): Promise<unknown> {
    await setImmediate();
    if (typeof names === 'string') return structuredClone(this.rows.get(names));
    return new Map(names.filter((name) => this.rows.has(name)).map((name) => [name, this.rows.get(name)]));
  }

  async put(entries: Record<string, unknown>): Promise<void> {
    await setImmediate();
    for (const [name, value] of Object.entries(entries)) {
      if (typeof value === 'string' && 2 * value.length > MAX_ROW_BYTES) throw new Error('The value is too large.');
      this.rows.set(name, value);
    }
  }

  async delete(names: string[]): Promise<void> {
    await setImmediate();
    for (const name of names) this.rows.delete(name);
  }

  async deleteAll(): Promise<void> {
    await setImmediate();
    this.rows.clear();
  }

  /** One after the other, as transactions that meet are tried again. */
  transaction<Result>(run: (storage: DurableObjectStorage) => Promise<Result>): Promise<Result> {
    const result = this.#last.then(() => run(this));
    this.#last = result.catch(() => undefined);
    return result;
  }

  getAlarm(): Promise<number | null> {
    return Promise.resolve(this.alarm);
  }

  setAlarm(at: number): Promise<void> {
    this.alarm = at;
    return Promise.resolve();
  }
}

/** A namespace, and the storages of its objects by name. */
export interface FakeNamespace extends DurableObjectNamespace {
  readonly storages: Map<string, FakeStorage>;
  /** Lets every object go out of memory. */
  readonly forget: () => void;
  /** Has the next requests fail as an object does that cannot be reached. */
  fail: Error | null;
}

/** Creates a namespace of `ZephrStore`. */
export function aNamespace(): FakeNamespace {
  const storages = new Map<string, FakeStorage>();
  const objects = new Map<string, ZephrStore>();
  const namespace: FakeNamespace = {
    ...{ storages, fail: null, forget: () => objects.clear() },
    idFromName: (name) => name,
    get: (id) => ({
      fetch: async (url, init) => {
        if (namespace.fail) throw namespace.fail;
        const name = String(id);
        if (!storages.has(name)) storages.set(name, new FakeStorage());
        if (!objects.has(name)) objects.set(name, new ZephrStore({ storage: storages.get(name)! }));
        return objects.get(name)!.fetch(new Request(url, init));
      },
    }),
  };
  return namespace;
}
