/** Places that keep texts by key, for list stores. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createListStore, type ListEntry, type UpdateList } from '../../src/endpoint/list/create-list-store.js';
import type { ListStore } from '../../src/endpoint/store.js';

/** Texts by key, one change after the other. */
export function aTextPlace(): { readonly entries: Map<string, ListEntry>; readonly update: UpdateList } {
  const entries = new Map<string, ListEntry>();
  const update: UpdateList = async (key, change) => {
    await sleep(0);
    const entry = change(entries.get(key)?.text ?? null);
    if (entry) entries.set(key, entry);
  };
  return { entries, update };
}

/** Texts with versions: a change is tried again where another came first, as databases without locks do. */
export function anOptimisticPlace(): UpdateList {
  const rows = new Map<string, { readonly text: string; readonly version: number }>();
  return async (key, change) => {
    for (;;) {
      const before = rows.get(key);
      const entry = change(before?.text ?? null);
      await sleep(Math.random() * 2);
      if (!entry) return;
      if (rows.get(key)?.version !== before?.version) continue;
      rows.set(key, { text: entry.text, version: (before?.version ?? 0) + 1 });
      return;
    }
  };
}

/** A list store on texts that are changed one after the other. */
export function aListStore(now: () => number): ListStore {
  return createListStore({ update: aTextPlace().update, now });
}
