import type { Config } from '../model/config.js';
import { own } from '../lib/own.js';
import type { SealFacts } from '../seal/envelope.js';
import { openWithMasterKeys } from '../seal/open-seal.js';
import { sealContent } from '../seal/seal-content.js';
import { SealError } from '../seal/seal-error.js';
import type { SealKey } from '../seal/seal-keys.js';
import { checkPage } from './check-page.js';
import { checkWholeFolder, type CheckSettings } from './check-folder.js';
import { createFeatureKeys } from './feature-keys.js';
import { LeakSearch } from './leak-search.js';
import { findHost, findPath, sealPage } from './seal-page.js';
import type { FolderMistake, SealerMistake } from './sealer-mistake.js';

/** Options of `createSealer`. */
export interface SealerOptions {
  /** The config of the site: features with `"protection": "sealed"` are sealed. */
  readonly config: Config;
  /** Sealing keys. The first one seals, all open. They stay on the server. */
  readonly keys: readonly SealKey[];
  /** Whether contents are deflated before they are encrypted. Default: true. */
  readonly zip?: boolean;
}

/** A page for `Sealer.html`. */
export interface SealerPage {
  /** Path or address of the page. Default: its canonical link. */
  readonly path?: string;
  /** Data of the page that rules ask for as `custom-data`. */
  readonly customData?: Readonly<Record<string, unknown>>;
}

/** A part for `Sealer.fragment`. */
export interface SealerFragment {
  /** Id of a feature of the config. */
  readonly feature: string;
  /** Path of the page, such as `/story`. */
  readonly path: string;
  /** Number of the part within the feature of the page. Default: 0. */
  readonly part?: number;
  /** Data of the page that rules of the feature ask for. */
  readonly facts?: SealFacts;
}

/** Seals pages and fragments. */
export interface Sealer {
  /**
   * Seals the places of a page. Every character outside of what is sealed stays, and a place that is sealed is left alone.
   *
   * @returns The page.
   * @throws {SealError} (rejects) With `offset`, for a page that cannot be sealed.
   */
  html(text: string, page?: SealerPage): Promise<string>;
  /**
   * Seals a fragment.
   *
   * @returns The seal alone, for `<script type="application/jose">`.
   * @throws {SealError} (rejects) `feature-unknown`, `seal-path`, `seal-empty` or `seal-too-large`.
   */
  fragment(text: string, part: SealerFragment): Promise<string>;
  /** Checks a page: every place that is declared sealed is sealed and opens, and nothing of it is in clear in the page. */
  check(text: string): Promise<readonly SealerMistake[]>;
}

/**
 * Creates a sealer. It needs WebCrypto and CompressionStream alone: Node, Deno, Bun and workers have them.
 *
 * @throws {SealError} `seal-key-invalid`.
 * @example
 * const sealer = createSealer({ config, keys: [{ kid: '1', key: process.env.SEAL_KEY }] });
 * const page = await sealer.html(html, { path: '/story' });
 */
export function createSealer({ config, keys, zip = true }: SealerOptions): Sealer {
  const featureKeys = createFeatureKeys(keys);
  return {
    html: async (text, page) => (await sealPage(text, { config, keys: featureKeys, isDeflated: zip }, page)).text,

    fragment: async (text, { feature, path, part = 0, facts }) => {
      if (own(config.features, feature) === undefined)
        throw new SealError('feature-unknown', `"${feature}" is not a feature of the config.`);
      const pathname = findPath(path);
      if (pathname === null) throw new SealError('seal-path', `"${path}" is not a path.`);
      if (!text.trim()) throw new SealError('seal-empty', 'The fragment is empty.');
      const host = facts?.host ?? findHost(config, feature, null, path);
      const known = host === undefined ? facts : { ...facts, host };
      const fields = { kid: featureKeys.kid, feature, path: pathname, part, isDeflated: zip, cty: 'text/html' };
      return sealContent(text, { ...fields, ...(known && { facts: known }) }, await featureKeys.of(feature));
    },

    check: async (text) => {
      const { mistakes, contents } = await checkPage(text, { config, masterKeys: featureKeys.masterKeys }, 'this page');
      const search = new LeakSearch();
      for (const content of contents) search.add(content);
      return [...mistakes, ...search.search(text, true)];
    },
  };
}

/**
 * Opens a seal with sealing keys.
 *
 * @returns The content.
 * @throws {SealError} (rejects) `seal-broken`, `seal-invalid`, `key-unknown`, `seal-too-large`, `seal-key-invalid` or
 *   `seal-unsupported`.
 */
export async function openSeal(jwe: string, { keys }: { readonly keys: readonly SealKey[] }): Promise<string> {
  return (await openWithMasterKeys(jwe, createFeatureKeys(keys).masterKeys)).content;
}

/**
 * Checks all files of a folder, in Node, Deno or Bun: every place that is declared sealed is sealed and opens, and nothing of
 * what is sealed is in clear in a page, feed, search index, script or text.
 *
 * @returns The mistakes; an empty list for a clean folder.
 * @throws {SealError} (rejects) `seal-key-invalid`.
 */
export async function checkFolder(path: string, settings: CheckSettings): Promise<readonly FolderMistake[]> {
  return (await checkWholeFolder(path, settings)).mistakes;
}
