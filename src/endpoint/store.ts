import type { UserRecord } from '../model/token.js';

/** The publisher's users. */
export interface UserStore {
  /**
   * Finds the record of a reader.
   *
   * @param foreignKeySystem - Name of the system that the id is of, as the config's `jwt.userStore` has it.
   * @param foreignUserId - Value of the mapped claim.
   * @returns A flat plain object whose members are his attributes; `null` where nobody has this id.
   */
  find(foreignKeySystem: string, foreignUserId: string): UserRecord | null | Promise<UserRecord | null>;
}

/** Who claimed a gift link. */
export interface GiftStore {
  /**
   * Claims a gift for one browser session.
   *
   * @param id - Of the gift.
   * @param session - Of the browser session: random, the page's own.
   * @param expiresAt - When the gift ends and may be forgotten; milliseconds since 1970.
   * @returns `true` where it was claimed by nobody yet or by this very session.
   */
  claimGift(id: string, session: string, expiresAt: number): boolean | Promise<boolean>;
}

/** What was counted of one reader under one tracker: a page view, or the beginning of a time trial. */
export interface CountedView {
  /** Unique; the page makes it, so that sending it again changes nothing. */
  readonly id: string;
  /** What was read, as a rule the path of the page. `""` where a time trial began. */
  readonly item: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What is to be counted. */
export interface TrackedView extends CountedView {
  readonly tracker: string;
}

/** A trial that counts by a tracker, as it stands at one moment. A tracker may serve several. */
export interface Variant {
  /** So much may be counted in the window. */
  readonly limit: number;
  /** Start of the window; milliseconds since 1970, `-Infinity` for a lifetime. What is later counts, however late. */
  readonly from: number;
  /** When what is counted now is out of the window, whatever moment it bears; `null` is never. */
  readonly until: number | null;
  /** An item counts once. */
  readonly unique: boolean;
  /** Of a time trial: the earliest of all beginnings holds, so an earlier one is let in over the limit. */
  readonly begins?: boolean;
}

/** What was counted, by tracker; by `at` from the earliest on. */
export type UsageByTracker = Readonly<Record<string, readonly CountedView[]>>;

/** What readers used of trials. */
export interface UsageStore {
  /**
   * Counts what a trial still lets in, one after the other: a spend is taken where some variant of its tracker has room, and
   * changes nothing where its id is counted already or no variant would count it. All at once for one reader: of many that
   * come at the same moment no more than the limit is taken. Of a tracker at most `MOST_KEPT` are kept.
   *
   * @param reader - Key of a reader: text of any kind.
   * @param variants - By tracker; a tracker without any takes nothing.
   * @returns Ids of the spends that no variant let in.
   */
  spend(
    reader: string,
    spends: readonly TrackedView[],
    variants: Readonly<Record<string, readonly Variant[]>>,
  ): SpendResult | Promise<SpendResult>;
  /** Tells what is counted of a reader. */
  readUsage(reader: string): UsageByTracker | Promise<UsageByTracker>;
  /** Counts of one reader what is counted of another, each id once, over any limit; the other keeps it. */
  carry(from: string, to: string): void | Promise<void>;
}

/** What came of spends. */
export interface SpendResult {
  readonly refused: readonly string[];
}

/** What an endpoint has to remember between requests. */
export interface EndpointStore extends GiftStore, UsageStore {}

/** As many a reader and tracker are kept; a trial of more ends here. */
export const MAX_VIEWS_PER_TRACKER = 1000;
