import { own } from '../../lib/own.js';
import { setOwn } from '../../lib/set-own.js';
import type { TrackedView, UsageByTracker, UsageStore, Variant } from '../store.js';
import type { AnonymousUsage } from './create-anonymous-usage.js';
import { placeInWindows } from './last-spend.js';
import type { VariantsOf } from './read-variants.js';

/** The reader of an account. */
export interface AccountReader {
  /** Key of the reader in the store. */
  readonly key: string;
  /** Key of the browser that the request comes from. */
  readonly byBrowser: string | null;
  readonly isAnonymous: boolean;
  readonly client: string;
  readonly isMetered: boolean;
}

/** Ports of an account. */
export interface AccountPorts {
  readonly store: UsageStore;
  readonly anonymous: AnonymousUsage;
  readonly variantsOf: VariantsOf;
}

/** The counted views of one reader, for one request. Rejects when the store fails. */
export class Account {
  readonly #reader: AccountReader;
  readonly #ports: AccountPorts;
  /** The store of an anonymous reader, once it has been chosen for a view to count. */
  #chosen: UsageStore | null = null;

  constructor(reader: AccountReader, ports: AccountPorts) {
    this.#reader = reader;
    this.#ports = ports;
  }

  /** Reads all counted views. */
  read(): UsageByTracker | Promise<UsageByTracker> {
    const { key, isAnonymous } = this.#reader;
    if (!isAnonymous) return this.#ports.store.readUsage(key);
    return this.#storeFor(false).then((store) => store.readUsage(key));
  }

  /** Gives the name under which the account keeps an item. */
  nameItem(item: string): string | Promise<string> {
    return this.#reader.isAnonymous ? this.#ports.anonymous.nameItem(item) : item;
  }

  /**
   * Counts the views that a page reports, up to the limits of all trials in the config.
   *
   * @param carry - Whether the views of the browser count for the reader who signed in.
   * @param now - Milliseconds since 1970.
   * @returns Ids of the views that were refused.
   */
  async count(spends: readonly TrackedView[], carry: boolean, now: number): Promise<readonly string[]> {
    const { key, byBrowser, isAnonymous } = this.#reader;
    const isCarried = carry && byBrowser !== null && !isAnonymous;
    if (isCarried && this.#ports.anonymous.isKept) await this.#ports.store.carry(byBrowser, key);
    const variants: Record<string, readonly Variant[]> = {};
    for (const tracker of new Set(spends.map((spend) => spend.tracker)))
      setOwn(variants, tracker, this.#ports.variantsOf(tracker, now));
    return this.#spend(isCarried ? spends : placeAll(spends, variants), variants, now, isCarried);
  }

  /**
   * Counts views of this moment, each up to the limits of the trials that are given and of no others.
   *
   * @param trials - By tracker. Other trials of a tracker only say how long a view is kept.
   * @param now - Milliseconds since 1970.
   * @returns Ids of the views that were refused.
   */
  async spend(
    views: readonly TrackedView[],
    trials: Readonly<Record<string, readonly Variant[]>>,
    now: number,
  ): Promise<readonly string[]> {
    const variants: Record<string, readonly Variant[]> = {};
    for (const [tracker, limiting] of Object.entries(trials)) {
      const others = this.#ports.variantsOf(tracker, now).filter(({ begins }) => !begins);
      setOwn(variants, tracker, [...limiting, ...others.map((variant) => ({ ...variant, limit: 0 }))]);
    }
    return this.#spend(views, variants, now, false);
  }

  async #spend(
    views: readonly TrackedView[],
    variants: Readonly<Record<string, readonly Variant[]>>,
    now: number,
    isCarried: boolean,
  ): Promise<readonly string[]> {
    if (!views.length) return [];
    const { key, isAnonymous } = this.#reader;
    const store = isAnonymous ? await this.#storeFor(true) : this.#ports.store;
    const spend = isAnonymous ? await this.#ports.anonymous.bound({ views, variants }, now) : { views, variants };
    return (await store.spend(key, spend.views, spend.variants, { isCarried })).refused;
  }

  /** Gives the store of an anonymous reader. */
  async #storeFor(spends: boolean): Promise<UsageStore> {
    const { key, client, isMetered } = this.#reader;
    if (this.#chosen) return this.#chosen;
    const store = await this.#ports.anonymous.storeFor(key, client, { spends, isMetered });
    if (spends) this.#chosen = store;
    return store;
  }
}

/** Places views where their trials count them. */
function placeAll(
  spends: readonly TrackedView[],
  variants: Readonly<Record<string, readonly Variant[]>>,
): readonly TrackedView[] {
  return spends.map((view) => placeInWindows(view, (own(variants, view.tracker) ?? []) as readonly Variant[]));
}
