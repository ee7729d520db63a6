/** How often a page is loaded by each contestant on each network. */
export const ROUNDS = Number(process.env['ROUNDS'] ?? 15);

/** How many times slower than it is the machine is made to run. */
export const SLOW_DOWN = 4;

/** Milliseconds that a server of its own takes for an answer that it has to work out. */
export const SERVER_TIME = 50;

/** A phone's, as Lighthouse has it. */
export const VIEWPORT = { width: 412, height: 823 };

/** The network between browser and server. */
export interface Network {
  readonly says: string;
  /** Bytes a second. */
  readonly download: number;
  readonly upload: number;
  /** Milliseconds of a round trip. */
  readonly latency: number;
}

const inBytes = (megabits: number): number => (megabits * 1_000_000) / 8;

/** The slow 4G of Lighthouse and the cable of WebPageTest. */
export const NETWORKS: readonly Network[] = [
  { says: 'slow 4G: 1.6 Mbit/s, 150 ms', download: inBytes(1.6), upload: inBytes(0.75), latency: 150 },
  { says: 'cable: 5 Mbit/s, 28 ms', download: inBytes(5), upload: inBytes(1), latency: 28 },
].filter(({ says }) => says.startsWith(process.env['NETWORK'] ?? ''));

/** A reader, and what the page shows them. */
export type Wish = 'wall' | 'story';

/** A reader who has never been on the site, or one who returns within the life of its files. */
export type Reader = 'new' | 'returning';
export const READERS = (['new', 'returning'] as const).filter((reader: Reader) =>
  reader.startsWith(process.env['READER'] ?? ''),
);
