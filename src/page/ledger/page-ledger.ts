import type { Spend } from '../../model/effects.js';
import type { Evaluation } from '../../decision/evaluation.js';
import type { Reader } from '../../identity/identify.js';
import { isSpendDue, isStartDue, TIME_TRIAL_PREFIX } from '../../usage/pending-effects.js';
import type { Usage } from '../../usage/usage.js';
import type { LedgerPort } from '../../visit/visit-ports.js';
import { makeId } from '../make-id.js';
import { carryOverViews } from './carry-over-views.js';
import { countHit } from './count-hit.js';
import { HITS_PREFIX } from './hits-prefix.js';
import { recordView, nameReader } from './record-view.js';
import { describeUsage } from './describe-usage.js';
import { HeldCounts } from './held-counts.js';
import { hashReader } from './hash-reader.js';
import { ANONYMOUS, type StoredView } from './ledger.js';
import type { LedgerStore, Permission } from './ledger-store.js';
import { CLOCK_SAVE_MS } from './limits.js';
import { UNCOUNTED, type PageItems } from './page-items.js';
import { toUsage, type PageView } from './to-usage.js';
import type { UsageSync } from './usage-sync.js';

/** Nodes that read the head of the page. */
const HEAD_NODES = new Set(['meta-tag', 'published-date']);

/** The functions and values that the ledger of a page needs of it. */
export interface PageLedgerPorts {
  readonly store: LedgerStore;
  /** `null` where the config names no endpoint. */
  readonly sync: UsageSync | null;
  readonly page: PageView;
  readonly items: PageItems;
  /** Path of the page's address. */
  readonly readPath: () => string;
  /** Whether the page is being prerendered: then nothing is counted. */
  readonly isPrerendering: () => boolean;
  /** Reads whether the browser may store the ledger, given the facts of the site's own code. */
  readonly readPermission: (provided: unknown) => Permission;
  /** Called when decisions may be outdated. */
  readonly onChange: () => void;
}

/**
 * The counted views of this browser, as one page sees them: gives the usage that decisions read, and counts the views
 * that they cost. A page view begins with the document, and again when its path changes; each further article that the
 * document shows has one of its own. It counts once the page is activated,
 * not while it is prerendered.
 */
export class PageLedger implements LedgerPort {
  readonly #store: LedgerStore;
  readonly #sync: UsageSync | null;
  readonly #page: PageView;
  readonly #ports: PageLedgerPorts;
  /** Latest time that this page has been decided at; milliseconds since 1970. */
  #latest = 0;
  /** Account of the reader whose usage was read last. */
  #account = ANONYMOUS;
  #provided: unknown;
  /** How many texts of other tabs the usage that was read last knows, in a dry run too. */
  #readTexts = 0;
  /** How many of them the decisions know that the page shows; `null` before the first one. */
  #decidedTexts: number | null = null;
  /** Something is to be counted when the page is activated. */
  #isOwed = false;
  readonly #held: HeldCounts;

  constructor(ports: PageLedgerPorts) {
    this.#ports = ports;
    this.#store = ports.store;
    this.#sync = ports.sync;
    this.#page = ports.page;
    this.#held = new HeldCounts(() => ports.onChange());
  }

  /**
   * Gives what was counted of a reader, for the decisions of this moment.
   *
   * @param now - Milliseconds since 1970.
   * @param provided - Facts of the site's own code, which can hold its word on storage.
   * @param item - The article that is decided. Default: the page's own.
   */
  usage(now: number, provided: unknown, { foreignUserId, rawToken }: Reader, item?: string): Usage {
    this.#provided = provided;
    this.applyPermission();
    const ofPage = this.#ports.items.ofPage();
    this.#beginPageView(ofPage);
    this.#latest = Math.max(this.#latest, now);
    this.#store.read();
    this.#account = foreignUserId === null ? ANONYMOUS : hashReader(foreignUserId);
    this.#sync?.meet(this.#account, rawToken);
    const usage = { ...this.#usageOf(this.#account, this.#viewOf(item ?? ofPage)), item: item ?? ofPage };
    this.#readTexts = this.#store.foreignReads;
    const { reader, latest } = this.#store.ledger;
    if (reader !== null && now > latest + CLOCK_SAVE_MS) this.#store.save();
    return usage;
  }

  /** Counts the effects of a decision, for the reader whose usage was read last; once in a page view. */
  commit({ decision, effects: { spends, timeTrials }, timeTrials: met }: Evaluation): void {
    this.#decidedTexts = this.#readTexts;
    const counts = spends.length + timeTrials.length > 0;
    // A reader without a mapped id stays in a split-test group as long as their random id is stored.
    const isGrouped = this.#account === ANONYMOUS && Object.keys(decision.splitTests).length > 0;
    const lasting = met.filter(({ remaining }) => remaining > 0);
    if (this.#ports.isPrerendering()) {
      this.#isOwed ||= counts || isGrouped || lasting.length > 0;
      return;
    }
    const account = this.#account;
    const count = (): void => {
      for (const spend of spends) this.#count(account, spend, spend.view, (usage) => isSpendDue(spend, usage));
      for (const start of timeTrials) {
        const spend = { tracker: TIME_TRIAL_PREFIX + start.tracker, item: '', at: start.at };
        this.#count(account, spend, undefined, (usage) => isStartDue(start, usage));
      }
      if (counts) void this.#sync?.send();
    };
    this.#held.decided(decision.feature);
    const asksHead = this.#held.isHolding && decision.trace.some(({ type }) => HEAD_NODES.has(type));
    if (asksHead) this.#held.asked();
    if (asksHead && counts) {
      this.#held.hold(decision.feature, JSON.stringify([decision.feature, spends.map(({ item }) => item)]), count);
    } else count();
    for (const { tracker } of lasting) this.#hit(tracker);
    if (isGrouped && this.#store.ledger.reader === null) this.#store.change(nameReader(this.#store.reader));
  }

  /** The page has changed what it says of itself. */
  headChanged(): void {
    this.#held.headChanged();
  }

  /** The reader may never see the page again: nothing waits any longer. */
  settle(): void {
    if (this.#held.isHolding) this.#held.settle();
  }

  /** The session ends. */
  stop(): void {
    this.#held.flush();
  }

  /** Describes trials and split tests of the last decisions in the shape of Zephr's own global. */
  describe(evaluations: Readonly<Record<string, Evaluation>>): object {
    const views = carryOverViews(this.#store.ledger, this.#account);
    return describeUsage(
      evaluations,
      (tracker) => this.#ofThisPageView(this.#account, tracker).length > 0,
      (tracker) => views.get(HITS_PREFIX + tracker)?.length ?? 0,
    );
  }

  /** Stores the ledger or deletes it, as the reader has agreed by now. */
  applyPermission(): void {
    this.#store.permit(this.#ports.readPermission(this.#provided));
  }

  /** The reader opens a page that was prerendered: what it owes is counted. */
  activate(): void {
    void this.#sync?.send();
    if (this.#isOwed || this.#isOutdated()) this.#ports.onChange();
    this.#isOwed = false;
  }

  /** The reader sees the page again. */
  resume(): void {
    this.#sync?.retry();
    if (this.#isOutdated()) this.#ports.onChange();
  }

  /** Whether other tabs have counted since the page was decided. */
  #isOutdated(): boolean {
    this.#store.read();
    return this.#decidedTexts !== null && this.#decidedTexts !== this.#store.foreignReads;
  }

  /** A new path is a new page view, unless a story that is still on the page was read under it. */
  #beginPageView(item: string): void {
    const path = this.#ports.readPath();
    if (this.#page.path === path) return;
    if (this.#page.path !== '') this.#held.begin();
    const { items } = this.#page;
    for (const other of items?.keys() ?? []) if (!this.#ports.items.holds(other)) items!.delete(other);
    this.#page.path = path;
    this.#page.view = items?.get(item) ?? makeId(8);
    items?.set(item, this.#page.view);
  }

  /** Id of the page view of an article. */
  #viewOf(item: string): string {
    const { items, view } = this.#page;
    const found = items?.get(item) ?? (item === this.#ports.items.ofPage() ? view : makeId(8));
    items?.set(item, found);
    return found;
  }

  #usageOf(account: string, view = this.#page.view): Usage {
    const usage = toUsage(this.#store.ledger, account, { ...this.#page, view }, this.#store.reader);
    return { ...usage, latest: Math.max(this.#latest, this.#store.ledger.latest) };
  }

  #count(
    account: string,
    { tracker, item, at }: Spend,
    view: string | undefined,
    isDue: (usage: Usage) => boolean,
  ): void {
    if (item === UNCOUNTED) return;
    // Features that share a tracker and are decided together share the count.
    if (this.#ofThisPageView(account, tracker).some((known) => known[1] === item && known[2] === at)) return;
    const stored: StoredView = [makeId(8), item, at];
    this.#page.views.set(stored[0], view ?? this.#page.view);
    const isQueued = this.#sync !== null && account !== ANONYMOUS && !this.#sync.refuses(tracker);
    this.#store.change(recordView(account, tracker, stored, isQueued, () => isDue(this.#usageOf(account, view))));
  }

  /** Counts this page view in a time trial. */
  #hit(tracker: string): void {
    const change = countHit(this.#account, tracker, this.#page.view, this.#latest);
    if (!change.isIn(this.#store.ledger)) this.#store.change(change);
  }

  /** The views of a tracker that were counted in this page view. */
  #ofThisPageView(account: string, tracker: string): readonly StoredView[] {
    const current = new Set([this.#page.view, ...(this.#page.items?.values() ?? [])]);
    const ids = new Set([...this.#page.views].flatMap(([id, view]) => (current.has(view) ? id : [])));
    const views = ids.size ? carryOverViews(this.#store.ledger, account).get(tracker) : undefined;
    return views?.filter(([id]) => ids.has(id)) ?? [];
  }
}
