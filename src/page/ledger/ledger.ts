/** A counted view as the ledger stores it. A tuple, as a page view reads and writes up to a thousand of them. */
export type StoredView = readonly [
  /** Unique: a view that is merged or sent twice counts once. */
  id: string,
  item: string,
  /** Milliseconds since 1970. */
  at: number,
];

/** The views that this browser has counted of one reader. */
export interface Account {
  /** Views by tracker. The lists are replaced and never changed, so a caller can keep one. */
  readonly trackers: Map<string, readonly StoredView[]>;
  /** Ids of views that the endpoint does not know yet. */
  readonly queue: Set<string>;
  /** Ids of views that the endpoint refused: they do not count and are not sent again. */
  readonly refused: Set<string>;
  /** Whether the endpoint knows the views that the reader made before signing in. */
  carried: boolean;
}

/** The whole ledger. */
export interface Ledger {
  /** Random id of the anonymous reader; `null` while nothing is stored. */
  reader: string | null;
  /** Latest time that the clock has shown; milliseconds since 1970. */
  latest: number;
  /** By account: `ANONYMOUS`, or the hash of a mapped id. */
  readonly accounts: Map<string, Account>;
}

/** Key of the account of readers without a mapped id. */
export const ANONYMOUS = '';

/** Makes an empty ledger. */
export function createLedger(): Ledger {
  return { reader: null, latest: 0, accounts: new Map() };
}

/** Gives an account, and adds it to the ledger if it is missing. */
export function accountOf({ accounts }: Ledger, key: string): Account {
  let account = accounts.get(key);
  if (!account) {
    account = { trackers: new Map(), queue: new Set(), refused: new Set(), carried: false };
    accounts.set(key, account);
  }
  return account;
}

/** Whether an account holds a view. */
export function hasView({ trackers }: Account, tracker: string, id: string): boolean {
  return trackers.get(tracker)?.some((view) => view[0] === id) ?? false;
}

/** Adds views to an account, except for those that it holds or that were refused. */
export function addViews({ trackers, refused }: Account, tracker: string, views: readonly StoredView[]): void {
  const before = trackers.get(tracker) ?? [];
  const ids = new Set(before.map(([id]) => id));
  const added = views.filter(([id]) => !refused.has(id) && !ids.has(id));
  if (added.length) trackers.set(tracker, [...before, ...added]);
}

/** Adds everything that one ledger holds to another. */
export function mergeLedger(into: Ledger, { reader, latest, accounts }: Ledger): void {
  into.reader ??= reader;
  into.latest = Math.max(into.latest, latest);
  for (const [key, account] of accounts) {
    const target = accountOf(into, key);
    for (const [tracker, views] of account.trackers) addViews(target, tracker, views);
    for (const id of account.queue) target.queue.add(id);
    for (const id of account.refused) target.refused.add(id);
    target.carried ||= account.carried;
  }
}

/** Whether a ledger holds nothing that is worth storing. */
export function isEmptyLedger({ reader, accounts }: Ledger): boolean {
  return reader === null && [...accounts.values()].every(isEmptyAccount);
}

/** Whether an account holds nothing that is worth storing. */
export function isEmptyAccount({ trackers, refused, carried }: Account): boolean {
  return !trackers.size && !refused.size && !carried;
}
