import { createListStore } from '../list/create-list-store.js';
import type { ListStore } from '../store.js';
import { StoreError } from '../store-error.js';
import { toReaderKey } from '../usage/to-reader-key.js';
import { addToCounts, readCounts } from './kept-counts.js';
import { changeText, readText, removeExpired, type DurableObjectStorage } from './kept-text.js';
import { unpackVariants, type CountCall, type StoreCall, type StoreReply } from './store-call.js';

export type { DurableObjectStorage } from './kept-text.js';

/** The state that a Durable Object is given. */
export interface DurableObjectState {
  readonly storage: DurableObjectStorage;
}

/**
 * The class of the Durable Objects of `createDurableObjectStore`. A Worker exports it, and its configuration binds it. An object
 * holds the views or the sessions of one reader, the claim of one gift, one preview, or the counts of one day, and removes itself: views a week after
 * the last window that needs them, counts after 400 days.
 */
export class ZephrStore {
  readonly #storage: DurableObjectStorage;

  constructor(state: DurableObjectState) {
    this.#storage = state.storage;
  }

  /** Answers a call of the store. Nothing but the Worker of the binding can send one. */
  async fetch(request: Request): Promise<Response> {
    const call = (await request.json()) as StoreCall;
    return Response.json(await this.#reply(call));
  }

  /** Removes what is over. The platform calls it at the moment of the alarm. */
  async alarm(): Promise<void> {
    await removeExpired(this.#storage, Date.now());
  }

  async #reply(call: StoreCall): Promise<StoreReply> {
    try {
      return { value: (await answer(call, this.#storage)) ?? null };
    } catch (error) {
      if (error instanceof StoreError) return { error: error.message };
      throw error;
    }
  }
}

function answer(call: StoreCall, storage: DurableObjectStorage): Promise<unknown> {
  switch (call.call) {
    case 'read':
      return readText(storage);
    case 'spend':
      return storeOn(storage, call).spend(call.reader, call.spends, unpackVariants(call.variants), call.options);
    case 'readUsage':
      return storeOn(storage, call).readUsage(call.reader);
    case 'forgetUsage':
      return storeOn(storage, call).forgetUsage(call.reader);
    case 'carry':
      return storeOn(storage, call).carry(call.from, call.to);
    case 'claimGift':
      return storeOn(storage, call).claimGift(call.id, call.session, call.expiresAt);
    case 'keepPreview':
      return storeOn(storage, call).keepPreview(call.id, call.preview, call.expiresAt);
    case 'findPreview':
      return storeOn(storage, call).findPreview(call.id);
    case 'keepSession':
      return storeOn(storage, call).keepSession(call.reader, call.session, call.until);
    case 'endSession':
      return storeOn(storage, call).endSession(call.reader, call.session);
    case 'forgetSessions':
      return storeOn(storage, call).forgetSessions(call.reader);
    case 'addCounts':
      return addToCounts(storage, call.counts, call.expiresAt);
    case 'readCounts':
      return readCounts(storage);
  }
}

/** Creates a store of the one key of the object, at the moment of the call. The views of a reader that are carried come along. */
function storeOn(
  storage: DurableObjectStorage,
  call: Exclude<StoreCall, CountCall | { readonly call: 'read' }>,
): ListStore {
  const given = call.call === 'carry' ? { key: `usage:${toReaderKey(call.from)}`, text: call.views } : null;
  return createListStore({
    now: () => call.now,
    update: async (key, change) => {
      if (key === given?.key) change(given.text);
      else await changeText(storage, change);
    },
  });
}
