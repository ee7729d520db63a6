/** Ledger stores without a browser: tabs that share one storage and one lock. */
import { LedgerStore, type LedgerStorePorts } from '../../src/page/ledger/ledger-store.js';

/** The storage of a browser, and the writes that wait for their turn. */
export interface TestStorage {
  text: string | null;
  writes: number;
  /** Gives each waiting write its turn. */
  settle(): void;
  readonly ports: Pick<LedgerStorePorts, 'read' | 'write' | 'runExclusively'>;
}

/** A storage that holds nothing. */
export function aTestStorage(): TestStorage {
  const waiting: (() => void)[] = [];
  const storage: TestStorage = {
    text: null,
    writes: 0,
    settle: () => {
      while (waiting.length) waiting.shift()!();
    },
    ports: {
      read: () => storage.text,
      write: (text) => {
        storage.text = text;
        storage.writes++;
        return true;
      },
      runExclusively: (work) => void waiting.push(work),
    },
  };
  return storage;
}

/** A store that may write to the storage. */
export function aLedgerStore(storage: TestStorage, ports: Partial<LedgerStorePorts> = {}): LedgerStore {
  const store = new LedgerStore({
    ...storage.ports,
    now: () => 1000,
    isPrerendering: () => false,
    onBroken: () => {},
    onLost: () => {},
    ...ports,
  });
  store.permit('granted');
  return store;
}
