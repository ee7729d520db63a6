/**
 * The file of test readers, `zephr.readers.json`. Written by `npm run generate` from the schema in `src/schema/`: change
 * it there. These types describe a sound file; what arrives is checked by `src/readers/`.
 */
import type { ContentRule } from './config-types.js';

/** Readers that a config is tested with, and what they are expected to get. Pages never load this file. */
export interface ReadersFile {
  /** Address of this schema, for editors. */
  readonly $schema?: string;
  /** Version of the format: 1. */
  readonly version: 1;
  /** Readers, by id. */
  readonly readers: {
    readonly [name: string]: TestReader;
  };
  /** Expected decisions. */
  readonly expect?: readonly Expectation[];
}

/** A reader to decide for, and the page that they open. */
export interface TestReader {
  /** Name for people. */
  readonly title?: string;
  /** Result of verifying the token. Default: `valid` with `claims`, else `none`. */
  readonly token?: 'none' | 'valid' | 'expired' | 'invalid' | 'unreachable';
  /** Claims of the token. They count only while it is valid. Never a token itself. */
  readonly claims?: {
    readonly [name: string]: unknown;
  };
  /** The record of the reader in your user store. */
  readonly user?: {
    readonly [name: string]: unknown;
  };
  readonly page?: ReaderPage;
  /** Facts about the reader: country, city, segments, consent … */
  readonly facts?: {
    readonly [name: string]: unknown;
  };
  /** Articles that the reader has just read, by tracker of a trial. This page does not count among them. */
  readonly read?: {
    /** A whole number of articles from 0 to 10,000. */
    readonly [name: string]: number;
  };
  readonly usage?: ReaderUsage;
  /** Groups of split tests, by id of the test. */
  readonly groups?: {
    /** Id of a group of the split test. */
    readonly [name: string]: string;
  };
  /** The moment, as 2026-03-02 or 2026-03-02T12:00+01:00; without a zone it is UTC. Default: now. */
  readonly at?: string;
}

/** The page that a reader opens. */
export interface ReaderPage {
  /** Address of the page, whole or from the path on. */
  readonly url?: string;
  /** Address that the reader came from; empty for a direct visit. */
  readonly referrer?: string;
  /** Name that the browser gives itself. */
  readonly userAgent?: string;
  /** Contents of meta tags, by name. */
  readonly meta?: {
    readonly [name: string]: unknown;
  };
  /** Cookies, by name; never the token. */
  readonly cookies?: {
    readonly [name: string]: unknown;
  };
  /** Custom data of the page, by name. */
  readonly customData?: {
    readonly [name: string]: unknown;
  };
  /** Facts of the page. Those of the reader go before them. */
  readonly facts?: {
    readonly [name: string]: unknown;
  };
}

/** Counts of a reader, as an exported decision has them. */
export interface ReaderUsage {
  /** Key of a reader without an id: the same key, the same groups. */
  readonly reader?: string;
  /** The article that this page view counts as. Default: the path of the page. */
  readonly item?: string;
  /** Id of this page view. */
  readonly view?: string;
  /** The latest moment at which the reader was seen, in ms since 1970. */
  readonly latest?: number;
  /** Counted views, by tracker. */
  readonly trials?: {
    readonly [name: string]: readonly {
      /** The article. */
      readonly item: string;
      /** When it was counted, in ms since 1970. */
      readonly at: number;
      /** Id of the page view that counted it. */
      readonly view?: string;
    }[];
  };
  /** Starts of time trials, by tracker, in ms since 1970. */
  readonly timeTrials?: {
    readonly [name: string]: number;
  };
  /** Zone whose calendar counts. Default: `UTC`. */
  readonly timeZone?: string;
}

/** Expected decision of a feature for a reader. At least one member is expected. */
export interface Expectation {
  /** The expectation as a sentence, for people. */
  readonly says?: string;
  /** Id of an entry of `readers`. */
  readonly reader: string;
  /** Id of a feature of the config. */
  readonly feature: string;
  /** Id of the outcome. */
  readonly outcome?: string;
  readonly content?: ContentRule;
  /** Ids of the components that are shown, in order. */
  readonly components?: readonly string[];
  /** User state of the reader for the feature. */
  readonly state?: 'anonymous' | 'registered' | 'customer';
  /** The value of the outcome. */
  readonly value?: unknown;
}
