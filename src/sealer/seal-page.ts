import type { Config } from '../model/config.js';
import { own } from '../lib/own.js';
import { readHost } from '../lib/read-host.js';
import { openWithMasterKeys } from '../seal/open-seal.js';
import { sealContent } from '../seal/seal-content.js';
import { SealError } from '../seal/seal-error.js';
import { editPage, type PageEdit } from './edit-page.js';
import type { FeatureKeys } from './feature-keys.js';
import { findClearPart } from './find-clear-end.js';
import { countCharacters, readPlaces, type PagePlaces, type Place, type Span } from './read-places.js';
import { asksForContent, asksForSite, readSealFacts } from './read-seal-facts.js';
import type { SealerMistake } from './sealer-mistake.js';

/** How pages are sealed. */
export interface SealSettings {
  readonly config: Config;
  readonly keys: FeatureKeys;
  /** Whether contents are deflated before they are encrypted. */
  readonly isDeflated: boolean;
  /** The only features that are sealed. Default: those with `"protection": "sealed"`. */
  readonly features?: readonly string[] | undefined;
}

/** The page that is sealed. */
export interface PageToSeal {
  /** Its path, or its whole address. Default: its canonical link. */
  readonly path?: string | undefined;
  /** Its path where it has no canonical link. */
  readonly otherwise?: string | undefined;
  readonly customData?: Readonly<Record<string, unknown>> | undefined;
}

/** A page that was sealed. */
export interface SealedPage {
  readonly text: string;
  /** Number of parts that were sealed now. */
  readonly sealed: number;
  /** Number of parts that were sealed before, and left alone. */
  readonly kept: number;
  /** Mistakes that do not keep the page from being sealed. */
  readonly notes: readonly SealerMistake[];
}

/**
 * Seals the places of a page. Every character outside of what is sealed stays; the start tag of a place gets `sealed` and
 * `data-characters`. A place that is sealed is left alone.
 *
 * @throws {SealError} (rejects) With the `offset` of the mistake: `seal-unclosed`, `seal-nested`, `content-outside`,
 *   `feature-unknown`, `seal-empty`, `seal-path` or `seal-too-large`. Nothing is sealed then.
 */
export async function sealPage(html: string, settings: SealSettings, about: PageToSeal = {}): Promise<SealedPage> {
  const page = readPlaces(html);
  const { config, features } = settings;
  const places = page.places.filter(({ feature }) => isSealed(config, feature, features));
  refuseUnknown(page, config);
  const [mistake] = places.length > 0 ? page.mistakes : [];
  if (mistake) throw new SealError(mistake.code, mistake.message, { offset: mistake.offset });
  const open = places.filter(({ seals }) => seals.length === 0);
  const kept = places.reduce((sum, { seals }) => sum + seals.length, 0);
  if (open.length === 0) return { text: html, sealed: 0, kept, notes: [] };
  const path = findPath(about.path ?? page.canonical ?? about.otherwise);
  if (path === null) {
    const says = 'The page has no canonical link, and no path was given: a seal is for one path.';
    throw new SealError('seal-path', says, { offset: open[0]!.start });
  }
  const parts = new Map<string, number>();
  const edits: PageEdit[] = [];
  const notes: SealerMistake[] = [];
  for (const place of places) {
    const part = parts.get(place.feature) ?? 0;
    parts.set(place.feature, part + Math.max(1, place.seals.length));
    if (place.seals.length > 0) continue;
    const host = findHost(config, place.feature, page.canonical, about.path, place.start);
    const facts = readSealFacts(config, place.feature, page, about.customData, host);
    edits.push(...(await sealPlace(html, place, { ...settings, page, path, part, facts, notes })));
  }
  return { text: editPage(html, edits), sealed: open.length, kept, notes };
}

/** Whether a feature is to be sealed. */
export function isSealed(config: Config, feature: string, features?: readonly string[]): boolean {
  if (features) return features.includes(feature);
  return own(own(config.features, feature), 'protection') === 'sealed';
}

/** The path of an address as `location.pathname` has it; `null` without an address, or for another text. */
export function findPath(address: string | undefined): string | null {
  if (address === undefined) return null;
  return URL.canParse(address, 'https://page') ? new URL(address, 'https://page').pathname : null;
}

/**
 * Finds the host of a page, where the decision about the feature depends on its site, or may do so.
 *
 * @param given - The address or path that the caller says, which goes before the canonical link.
 * @throws {SealError} `seal-path` where neither of them has a host.
 */
export function findHost(
  config: Config,
  feature: string,
  canonical: string | null,
  given: string | undefined,
  offset?: number,
): string | undefined {
  const needsHost = asksForSite(config, feature);
  if (!needsHost && !asksForContent(config, feature)) return undefined;
  const host = readHost(given) ?? readHost(canonical ?? undefined);
  // The address of a content API may have a host in it.
  if (host !== undefined || !needsHost) return host;
  const says = `Feature "${feature}" depends on the site, and neither the canonical link nor the path has a host.`;
  throw new SealError('seal-path', says, offset === undefined ? {} : { offset });
}

function refuseUnknown({ places }: PagePlaces, { features }: Config): void {
  const unknown = places.find(({ feature }) => own(features, feature) === undefined);
  if (!unknown) return;
  const says = `<zephr-feature feature="${unknown.feature}"> is not a feature of the config.`;
  throw new SealError('feature-unknown', says, { offset: unknown.start });
}

interface PlaceSettings extends SealSettings {
  readonly page: PagePlaces;
  readonly path: string;
  readonly part: number;
  readonly facts: ReturnType<typeof readSealFacts>;
  readonly notes: SealerMistake[];
}

async function sealPlace(html: string, place: Place, settings: PlaceSettings): Promise<PageEdit[]> {
  const { config, keys, isDeflated, page, path, part, facts, notes } = settings;
  const { feature, inside, attributes } = place;
  const whole = html.slice(inside.start, inside.end);
  if (!whole.trim())
    throw new SealError('seal-empty', `<zephr-feature feature="${feature}"> is empty.`, { offset: place.start });
  const amount = config.features[feature]?.seal?.clear;
  const clear = amount && findClearPart(whole, amount, page.language);
  if (clear === null)
    notes.push({
      ...{ code: 'seal-short', offset: place.start },
      message: `The content of feature "${feature}" is not longer than the part that is to stay in clear. All of it was sealed.`,
    });
  const start = clear?.start ?? 0;
  const content = whole.slice(start);
  const fields = { kid: keys.kid, feature, path, part, isDeflated, cty: 'text/html', ...(facts && { facts }) };
  const seal = await sealContent(content, fields, await keys.of(feature)).catch((error: unknown) => {
    throw error instanceof SealError ? new SealError(error.code, error.message, { offset: place.start }) : error;
  });
  return [
    { ...startTagEnd(place.tag), text: attributesFor(attributes, countCharacters(place, inside.start + start)) },
    { ...inside, text: `${clear?.clear ?? ''}<script type="application/jose">${seal}</script>` },
  ];
}

function attributesFor(attributes: Readonly<Record<string, string>>, count: number): string {
  const characters = 'data-characters' in attributes ? '' : ` data-characters="${count}"`;
  return `${'sealed' in attributes ? '' : ' sealed'}${characters}`;
}

/** The place before the end of a start tag. */
function startTagEnd({ end }: Span): Span {
  return { start: end - 1, end: end - 1 };
}

/**
 * Opens all seals of a page: the reverse of sealing, for editors. It gives the page that was sealed, character by character.
 *
 * @throws {SealError} (rejects) With the `offset` of the seal that does not open.
 */
export async function openPage(html: string, { masterKeys }: FeatureKeys): Promise<string> {
  const edits: PageEdit[] = [];
  for (const { tag, seals, teasers } of readPlaces(html).places) {
    if (seals.length === 0) continue;
    const source = html.slice(tag.start, tag.end);
    edits.push({ ...tag, text: source.replace(/(?: sealed)?(?: data-characters="\d+")?>$/, '>') });
    edits.push(...teasers.map((teaser) => ({ ...teaser, text: '' })));
    for (const seal of seals) edits.push({ ...seal, text: (await openAt(seal, masterKeys)).content });
  }
  return editPage(html, edits);
}

/** Seals all seals of a page again, with the first key. The clear parts stay as they are. */
export async function rekeyPage(html: string, { keys, isDeflated }: Omit<SealSettings, 'config'>): Promise<string> {
  const edits: PageEdit[] = [];
  for (const { seals } of readPlaces(html).places) {
    for (const place of seals) {
      const { seal, content } = await openAt(place, keys.masterKeys);
      const fields = { ...seal.fields, kid: keys.kid, isDeflated };
      const text = await sealContent(content, fields, await keys.of(fields.feature));
      edits.push({ ...place, text: `<script type="application/jose">${text}</script>` });
    }
  }
  return editPage(html, edits);
}

async function openAt(
  place: Span & { readonly text: string },
  keys: FeatureKeys['masterKeys'],
): ReturnType<typeof openWithMasterKeys> {
  try {
    return await openWithMasterKeys(place.text, keys);
  } catch (error) {
    if (!(error instanceof SealError)) throw error;
    throw new SealError(error.code, error.message, { offset: place.start, cause: error.cause });
  }
}
