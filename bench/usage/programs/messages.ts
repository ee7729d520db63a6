/** Where a program keeps what it counts. */
export interface Keeping {
  readonly where: 'memory' | 'SQLite' | 'Redis';
  /** Of SQLite. */
  readonly file: string;
  /** Of Redis. */
  readonly url: string;
}

/** The measurements that need no server. */
export interface AloneOrder extends Keeping {
  readonly what: 'store' | 'platform';
  /** How long, in milliseconds. */
  readonly ms: number;
  /** The first spend; each program has numbers of its own. */
  readonly first: number;
}

/** How many a second. */
export interface Rate {
  readonly perSecond: number;
}
