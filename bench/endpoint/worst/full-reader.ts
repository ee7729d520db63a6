import { toUserKey } from '../../../src/endpoint/usage/to-user-key.js';
import type { EndpointStore, TrackedView, Variant } from '../../../src/endpoint/store.js';
import { MOMENT, readerOf } from './request-plan.js';

/** Views of the reader before a request, so that as many as it may have are counted. */
const VIEWS_BEFORE = 900;
/** Length of their items: as many views of that length are kept. */
const ITEM_CHARACTERS = 230;
const VARIANTS: readonly Variant[] = [{ limit: 1e6, from: -Infinity, until: null, unique: false }];
const SOURCE = 'bench:full';
const SPARE = 'bench:spare';

/** Gives each request a reader with about as many views as a store keeps, of one tracker. */
export class FullReader {
  readonly #store: EndpointStore;
  readonly #tracker: string;
  readonly #forgets: boolean;

  /** @param forgets - Whether the store forgets readers who were not counted for long. */
  constructor(store: EndpointStore, tracker: string, forgets: boolean) {
    this.#store = store;
    this.#tracker = tracker;
    this.#forgets = forgets;
  }

  /** Counts the views that each reader will have. */
  async fill(): Promise<void> {
    const views = Array.from({ length: VIEWS_BEFORE }, (_, index): TrackedView => {
      const id = `before-${index}`;
      return { id, tracker: this.#tracker, item: `/${index}/`.padEnd(ITEM_CHARACTERS, 'a'), at: MOMENT - 2e6 - index };
    });
    await this.#store.spend(SOURCE, views, { [this.#tracker]: VARIANTS });
  }

  /** Gives the reader of a request their views. */
  async prepare(salt: number): Promise<void> {
    if (this.#forgets) {
      await this.#store.carry(SOURCE, SPARE);
      await this.#store.carry(SPARE, SOURCE);
    }
    await this.#store.carry(SOURCE, toUserKey('', readerOf(salt)));
  }
}
