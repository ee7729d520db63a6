import type { UserRecord } from '../model/token.js';

/** Finds the publisher's users. */
export interface UserStore {
  /**
   * Finds the record of a reader.
   *
   * @param foreignKeySystem - Name of the system that issued the id, as in the config's `jwt.userStore`.
   * @param foreignUserId - Value of the mapped claim.
   * @returns A flat plain object whose members are the reader's attributes; `null` for an unknown id.
   */
  find(foreignKeySystem: string, foreignUserId: string): UserRecord | null | Promise<UserRecord | null>;
}

/** Remembers which session claimed a gift link. */
export interface GiftStore {
  /**
   * Claims a gift for one browser session.
   *
   * @param id - Id of the gift.
   * @param session - Random id of the browser session, made by the page.
   * @param expiresAt - When the gift ends and the store may forget it; milliseconds since 1970.
   * @returns `true` when no session, or this one, has claimed it before.
   */
  claimGift(id: string, session: string, expiresAt: number): boolean | Promise<boolean>;
}

/** Keeps signed previews that are too long for a link. */
export interface PreviewStore {
  /**
   * Keeps a preview. Keeping it again changes nothing.
   *
   * @param id - Id of the preview, a hash of its text.
   * @param preview - The signed preview: letters, digits, `-`, `_` and dots, up to 512 KiB.
   * @param expiresAt - When the preview ends and the store forgets it; milliseconds since 1970.
   */
  keepPreview(id: string, preview: string, expiresAt: number): void | Promise<void>;
  /**
   * Finds a preview.
   *
   * @returns The signed preview, or `null` for an unknown id and after the preview has ended.
   */
  findPreview(id: string): string | null | Promise<string | null>;
}

/** A preview store of which every method gives a promise. */
export interface AsyncPreviewStore extends PreviewStore {
  readonly keepPreview: (id: string, preview: string, expiresAt: number) => Promise<void>;
  readonly findPreview: (id: string) => Promise<string | null>;
}

/** One counted view of one reader under one tracker: a page view, or the beginning of a time trial. */
export interface CountedView {
  /** Unique id, made by the page: sending it again changes nothing. */
  readonly id: string;
  /** The item read, mostly the path of the page; `""` for the beginning of a time trial. */
  readonly item: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A view to count, and the tracker that counts it. */
export interface TrackedView extends CountedView {
  readonly tracker: string;
}

/** The limit of one trial at one moment. A tracker may serve several trials, so it may have several variants. */
export interface Variant {
  /** Views that may be counted in the window. */
  readonly limit: number;
  /** Start of the window; milliseconds since 1970, `-Infinity` for a lifetime. Any later view counts. */
  readonly from: number;
  /** When a view that is counted now leaves the window; milliseconds since 1970, `null` for never. */
  readonly until: number | null;
  /** Whether an item counts once. */
  readonly unique: boolean;
  /** For a time trial: the earliest beginning holds, so an earlier one is counted over the limit. */
  readonly begins?: boolean;
}

/** The counted views of one reader, by tracker; each list starts with the earliest. */
export type UsageByTracker = Readonly<Record<string, readonly CountedView[]>>;

/** Counts the views that readers spend on trials. */
export interface UsageStore {
  /**
   * Counts views up to the limits of trials, one after the other. A view is counted when a variant of its tracker has room;
   * it changes nothing when its id is counted already or no variant would count it. The call is atomic for one reader: of
   * many views sent at the same moment no more than the limit is counted. A tracker keeps at most 1,000 views of a reader.
   *
   * A view that is earlier than the reader's last call counts at the moment of that call, unless `isCarried`. The id of a view
   * is known for a week after no window needs the view.
   *
   * @param reader - Key of the reader: any text.
   * @param variants - Variants by tracker; a tracker without variants counts nothing.
   * @returns Ids of the views for which no variant had room.
   */
  spend(
    reader: string,
    spends: readonly TrackedView[],
    variants: Readonly<Record<string, readonly Variant[]>>,
    options?: SpendOptions,
  ): SpendResult | Promise<SpendResult>;
  /** Reads the counted views of a reader. */
  readUsage(reader: string): UsageByTracker | Promise<UsageByTracker>;
  /**
   * Adds the counted views of one reader to those of another: each id once, over any limit. The first reader keeps them.
   *
   * @param from - Key of the reader whose views are added, mostly an anonymous one.
   * @param to - Key of the reader who gets them.
   */
  carry(from: string, to: string): void | Promise<void>;
  /**
   * Forgets every counted view of a reader, whose trials start again. The endpoint never calls it: it is for `zephr usage
   * forget`, and for a publisher's own answer to a request for erasure.
   *
   * @returns Whether there was anything to forget.
   * @see Regulation (EU) 2016/679, article 17
   */
  forgetUsage?(reader: string): boolean | Promise<boolean>;
}

/** A usage store of which every method gives a promise. */
export interface AsyncUsageStore extends UsageStore {
  readonly spend: (
    reader: string,
    spends: readonly TrackedView[],
    variants: Readonly<Record<string, readonly Variant[]>>,
    options?: SpendOptions,
  ) => Promise<SpendResult>;
  readonly readUsage: (reader: string) => Promise<UsageByTracker>;
  readonly carry: (from: string, to: string) => Promise<void>;
  readonly forgetUsage: (reader: string) => Promise<boolean>;
}

/** Options of `spend`. */
export interface SpendOptions {
  /** Whether the reader made the views before they signed in, so that any of them may be earlier than their last spend. */
  readonly isCarried?: boolean;
}

/** The result of `spend`. */
export interface SpendResult {
  /** Ids of the views that were not counted. */
  readonly refused: readonly string[];
}

/** The place of a session among the active ones of its reader. */
export interface SessionPlace {
  /** Counted from the session that began first, which has 1. */
  readonly place: number;
  /** Number of the active sessions. */
  readonly of: number;
}

/** Keeps which sessions of a reader are active: the browsers that read at this moment. */
export interface SessionStore {
  /**
   * Keeps a session active until a moment. A session that is new, or that was over, is the last one; a known one keeps its place.
   * The call is atomic for one reader: of sessions that begin at the same moment each has a place of its own. A store keeps 50
   * sessions of a reader.
   *
   * @param reader - Key of the reader: any text.
   * @param session - Random id of the session: 16 to 64 letters, digits, `-` and `_`.
   * @param until - When the session is over without another call; milliseconds since 1970.
   * @returns Its place. `null` for a new session while 50 others are active.
   */
  keepSession(reader: string, session: string, until: number): SessionPlace | null | Promise<SessionPlace | null>;
  /** Ends a session. An unknown one changes nothing. */
  endSession(reader: string, session: string): void | Promise<void>;
  /**
   * Forgets all sessions of a reader. The endpoint never calls it: it is for `zephr usage forget`, and for a publisher's own answer
   * to a request for erasure.
   *
   * @returns Whether there was anything to forget.
   */
  forgetSessions?(reader: string): boolean | Promise<boolean>;
}

/** A session store of which every method gives a promise. */
export interface AsyncSessionStore extends SessionStore {
  readonly keepSession: (reader: string, session: string, until: number) => Promise<SessionPlace | null>;
  readonly endSession: (reader: string, session: string) => Promise<void>;
  readonly forgetSessions: (reader: string) => Promise<boolean>;
}

/** Counts of one day, by name. A name never says whose event was counted. */
export type Counts = Readonly<Record<string, number>>;

/** Counts the results of decisions, by day. It knows no reader. */
export interface EventStore {
  /**
   * Adds to the counts of a day: all of them, or none if it rejects. Calls of several processes add up.
   *
   * @param day - A day of UTC, such as `2026-11-30`.
   */
  addCounts(day: string, counts: Counts): void | Promise<void>;
  /**
   * Reads the counts of days. Days without a count are missing. A store may forget days after 400 days.
   *
   * @param days - Days of UTC.
   */
  readCounts(days: readonly string[]): Readonly<Record<string, Counts>> | Promise<Readonly<Record<string, Counts>>>;
}

/** An event store of which every method gives a promise. */
export interface AsyncEventStore extends EventStore {
  readonly addCounts: (day: string, counts: Counts) => Promise<void>;
  readonly readCounts: (days: readonly string[]) => Promise<Readonly<Record<string, Counts>>>;
}

/** Everything that an endpoint remembers between requests. */
export interface EndpointStore
  extends GiftStore, UsageStore, Partial<PreviewStore>, Partial<EventStore>, Partial<SessionStore> {}

/** A store of which every method gives a promise. */
export interface ListStore extends AsyncUsageStore, AsyncPreviewStore, AsyncSessionStore, GiftStore {
  readonly claimGift: (id: string, session: string, expiresAt: number) => Promise<boolean>;
}
