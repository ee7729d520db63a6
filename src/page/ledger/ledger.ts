/** A sighting in the ledger, as it is written: a thousand of them are read and written at every page view. */
export type Entry = readonly [
  /** Unique, so that what is merged, or sent twice, counts once. */
  id: string,
  item: string,
  /** Milliseconds since 1970. */
  at: number,
];

/** What was counted of one reader with this browser. */
export interface Account {
  /** Sightings by tracker. The lists are replaced and never changed: who was given one keeps it as it was. */
  readonly trackers: Map<string, readonly Entry[]>;
  /** Ids of entries that the endpoint has not heard of yet. */
  readonly queue: Set<string>;
  /** Ids that the endpoint did not take: they are not counted, nor asked about again. */
  readonly refused: Set<string>;
  /** The endpoint was told of what this reader read before he signed in. */
  carried: boolean;
}

/** All that is kept: the data of the ledger. */
export interface Ledger {
  /** A random id of the reader as long as he is anonymous; `null` while nothing is stored. */
  reader: string | null;
  /** The latest moment that the clock has shown here; milliseconds since 1970. */
  latest: number;
  /** By account: `ANONYMOUS`, or the hash of a mapped id. */
  readonly accounts: Map<string, Account>;
}

/** The account of the reader without a mapped id. */
export const ANONYMOUS = '';

/** A ledger with nothing in it. */
export function aLedger(): Ledger {
  return { reader: null, latest: 0, accounts: new Map() };
}

/** Gives an account, opened when it is first asked for. */
export function accountOf({ accounts }: Ledger, key: string): Account {
  let account = accounts.get(key);
  if (!account) {
    account = { trackers: new Map(), queue: new Set(), refused: new Set(), carried: false };
    accounts.set(key, account);
  }
  return account;
}

/** Whether an account holds an entry. */
export function hasEntry({ trackers }: Account, tracker: string, id: string): boolean {
  return trackers.get(tracker)?.some((entry) => entry[0] === id) ?? false;
}

/** Puts entries into an account, but for those that are there or were refused. */
export function addEntries({ trackers, refused }: Account, tracker: string, entries: readonly Entry[]): void {
  const before = trackers.get(tracker) ?? [];
  const ids = new Set(before.map(([id]) => id));
  const added = entries.filter(([id]) => !refused.has(id) && !ids.has(id));
  if (added.length) trackers.set(tracker, [...before, ...added]);
}
