import type { Config } from '../../model/config.js';
import { describeArticle, judgeJsonLd, type GatedPart } from '../../outcome/judge-json-ld.js';
import { mayBeGated } from '../../outcome/may-be-gated.js';
import { own } from '../../lib/own.js';
import { findElement, findElements } from '../browser.js';
import { isDebug } from '../debug/is-debug.js';
import { readCanonicalAddress } from '../read-canonical-address.js';
import type { Session } from '../session.js';

const JSON_LD = 'script[type="application/ld+json"]';

/**
 * Makes a function that compares the page's JSON-LD with the content that an anonymous reader may see, and writes a block if
 * the page has none and the config asks for one. It prints mistakes while debugging. The block is removed when the session
 * ends.
 *
 * Only for anonymous readers, as crawlers are: the rules of other readers do not matter to structured data.
 *
 * @see https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
 */
export function keepStructuredData(session: Session, config: Config): () => Promise<void> {
  let remove: (() => void) | null = null;
  return async () => {
    const gating = await readGating(session, config);
    if (!gating?.parts.length || !session._isOn()) return;
    const { parts, isWanted } = gating;
    remove?.();
    remove = null;
    const texts = [...findElements(JSON_LD)].map(({ textContent }) => textContent ?? '');
    const { mistakes, hasArticle } = judgeJsonLd(texts, parts, isOnPage, readCanonicalAddress());
    if (!hasArticle && isWanted) {
      const block = writeBlock(parts);
      remove = session.own(() => block.remove());
    }
    if (!isDebug()) return;
    for (const { code, feature, says } of mistakes) {
      if (code !== 'json-ld-missing' || !remove) console.warn(`[zephr] ${feature ?? 'page'}: ${code}: ${says}`);
    }
  };
}

/** Collects the gated parts of the decided features; `null` for a reader who is not anonymous. */
async function readGating(
  { page: { zephr } }: Session,
  config: Config,
): Promise<{ readonly parts: readonly GatedPart[]; readonly isWanted: boolean } | null> {
  const { state } = await zephr.identity();
  if (state !== 'anonymous') return null;
  const parts: GatedPart[] = [];
  let isWanted = false;
  // Features without a decision are not on the page.
  for (const feature of Object.keys(zephr.outcomes)) {
    const { cssSelector, write } = Object(own(config.features[feature], 'structuredData')) as Record<string, unknown>;
    if (typeof cssSelector !== 'string') continue;
    const { trace, userState } = await zephr.decide(feature, { dryRun: true });
    if (userState !== 'anonymous') return null;
    parts.push({ feature, cssSelector, gated: mayBeGated(config, feature, trace) });
    isWanted ||= write === true;
  }
  return { parts, isWanted };
}

/** Tells whether an element has the class. A selector that the browser cannot parse matches nothing. */
function isOnPage(selector: string): boolean {
  try {
    return findElement(selector) !== null;
  } catch {
    return false;
  }
}

/**
 * Writes a block into the head. A content security policy allows JSON-LD, since it is data; but Trusted Types check the text
 * of any script before its type is known. The copy of a script that has run is never prepared again, so it is not checked.
 *
 * @see https://html.spec.whatwg.org/multipage/scripting.html "already started", and the cloning steps.
 */
function writeBlock(parts: readonly GatedPart[]): HTMLScriptElement {
  const title = findElement('meta[property="og:title"]')?.getAttribute('content') ?? findElement('title')?.textContent;
  const block = (findElement('script:not([type]),script[type="module"]')?.cloneNode() ??
    document.createElement('script')) as HTMLScriptElement;
  for (const name of block.getAttributeNames()) block.removeAttribute(name);
  block.type = 'application/ld+json';
  block.append(JSON.stringify(describeArticle(parts, (title ?? '').trim())));
  findElement('head')!.append(block);
  return block;
}
