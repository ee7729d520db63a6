import { Parser } from 'htmlparser2';
import type { Config } from '../model/config.js';
import { own } from '../lib/own.js';
import { toCanonicalPath } from '../lib/to-canonical-path.js';
import { openWithMasterKeys } from '../seal/open-seal.js';
import { SealError } from '../seal/seal-error.js';
import type { MasterKeys } from '../seal/seal-keys.js';
import type { SealedContent } from './leak-search.js';
import { readPlaces, type PagePlaces, type Place } from './read-places.js';
import { isSealed } from './seal-page.js';
import type { SealerMistake } from './sealer-mistake.js';

/** A page that was checked. */
export interface CheckedPage {
  readonly mistakes: readonly SealerMistake[];
  /** Findings that are no mistakes: a retired key, files with public addresses in what is sealed. */
  readonly notes: readonly SealerMistake[];
  readonly contents: readonly SealedContent[];
}

/** Elements that fetch a file from an address, and attributes that hold it. */
const FETCHES = /^(?:img|source|video|audio|iframe|embed|object|script)$/;
const ADDRESSES = ['src', 'srcset', 'data', 'poster'];

/**
 * Checks the places of a page: each one whose feature is declared sealed is sealed, and every seal opens and is of its place.
 *
 * @param name - Name of the page, for messages about leaks.
 */
export async function checkPage(
  html: string,
  { config, masterKeys }: { readonly config: Config; readonly masterKeys: MasterKeys },
  name: string,
): Promise<CheckedPage> {
  const page = readPlaces(html);
  const mistakes: SealerMistake[] = [];
  const notes: SealerMistake[] = [];
  const contents: SealedContent[] = [];
  for (const place of page.places) {
    const { feature, seals, start } = place;
    const report = (code: SealerMistake['code'], message: string, offset = start): void => {
      mistakes.push({ code, offset, message });
    };
    const isDeclared = isSealed(config, feature);
    if (own(config.features, feature) === undefined)
      report('feature-unknown', `<zephr-feature feature="${feature}"> is not a feature of the config.`);
    if (isDeclared && seals.length === 0)
      report('not-sealed', `Feature "${feature}" is declared sealed, and its content is in clear. Run zephr seal.`);
    for (const seal of seals) {
      try {
        const opened = await openWithMasterKeys(seal.text, masterKeys);
        const { fields } = opened.seal;
        const found = findForeign(fields, feature, page);
        if (found) report(found.code, found.message, seal.start);
        notes.push(...describeContent(opened.content, fields.kid, masterKeys, seal.start));
        contents.push({ page: name, feature, content: opened.content, clear: clearOf(html, place) });
      } catch (error) {
        if (!(error instanceof SealError)) throw error;
        report(error.code, error.message, seal.start);
      }
    }
  }
  if (page.places.some(({ feature, seals }) => seals.length > 0 || isSealed(config, feature)))
    mistakes.push(...page.mistakes.map(({ code, offset, message }) => ({ code, offset, message })));
  return { mistakes, notes, contents };
}

function findForeign(
  fields: { readonly feature: string; readonly path: string },
  feature: string,
  { canonical }: PagePlaces,
): { readonly code: SealerMistake['code']; readonly message: string } | null {
  if (fields.feature !== feature)
    return { code: 'seal-foreign', message: `The seal in a place of feature "${feature}" is of "${fields.feature}".` };
  if (canonical === null || toCanonicalPath(fields.path) === toCanonicalPath(canonical)) return null;
  return {
    code: 'seal-path',
    message: `The seal is for ${fields.path}, and the canonical link of the page is ${canonical}.`,
  };
}

function describeContent(content: string, kid: string, keys: MasterKeys, offset: number): SealerMistake[] {
  const [current] = keys.keys();
  const isRetired = kid.split('.', 1)[0] !== current;
  const files = listPublicFiles(content);
  return [
    ...(isRetired
      ? [
          {
            code: 'seal-retired' as const,
            offset,
            message: `The seal has the key "${kid}", and "${current}" seals today.`,
          },
        ]
      : []),
    ...(files.length > 0
      ? [
          {
            code: 'seal-public-file' as const,
            offset,
            message: `The seal holds ${files.join(', ')}: files at addresses, which anybody who has them can fetch.`,
          },
        ]
      : []),
  ];
}

/** Lists the elements of a content that fetch files, each name once. Addresses with the data in them are left out. */
function listPublicFiles(content: string): string[] {
  const found = new Set<string>();
  const parser = new Parser({
    onopentag: (name, attributes) => {
      const isPublic = ADDRESSES.some((attribute) => /^(?!data:)./.test(attributes[attribute]?.trim() ?? ''));
      if (FETCHES.test(name) && isPublic) found.add(`<${name}>`);
    },
  });
  parser.end(content);
  return [...found];
}

/** The markup of a place that is in clear. */
function clearOf(html: string, { inside, seals }: Place): string {
  let clear = '';
  let at = inside.start;
  for (const { start, end } of seals) {
    clear += html.slice(at, start);
    at = end;
  }
  return clear + html.slice(at, inside.end);
}
