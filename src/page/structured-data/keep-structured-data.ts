import { describeArticle, judgeJsonLd, type GatedPart } from '../../outcome/judge-json-ld.js';
import { mayBeGated } from '../../outcome/may-be-gated.js';
import { own } from '../../lib/own.js';
import { findElement, findElements } from '../browser.js';
import { isDebug } from '../debug/is-debug.js';
import type { LivePage } from '../tools/tools-page.js';

const BLOCK = 'script[type="application/ld+json"]';
/** What was written for this page. */
let written: HTMLScriptElement | null = null;

/**
 * Holds the page's JSON-LD against what an anonymous reader may see of it, and writes one where the page has none and the
 * config asks for it. Only while the reader is anonymous, as crawlers are: the rules for others say nothing of that. What
 * is wrong is told while debugging.
 */
export async function keepStructuredData({ zephr, config, isLatest }: LivePage): Promise<void> {
  const { state } = await zephr.identity();
  if (state !== 'anonymous') return;
  const parts: GatedPart[] = [];
  let isWanted = false;
  // Only what was decided is on the page.
  for (const feature of Object.keys(zephr.outcomes)) {
    const { cssSelector, write } = Object(own(config.features[feature], 'structuredData')) as Record<string, unknown>;
    if (typeof cssSelector !== 'string') continue;
    const { trace, userState } = await zephr.decide(feature, { dryRun: true });
    if (userState !== 'anonymous') return;
    parts.push({ feature, cssSelector, gated: mayBeGated(config, feature, trace) });
    isWanted ||= write === true;
  }
  if (!parts.length || !isLatest()) return;
  written?.remove();
  written = null;
  const texts = [...findElements(BLOCK)].map(({ textContent }) => textContent ?? '');
  const { mistakes, hasArticle } = judgeJsonLd(texts, parts, isOnPage);
  if (!hasArticle && isWanted) written = write(parts);
  if (!isDebug()) return;
  for (const { code, feature, says } of mistakes) {
    if (code !== 'json-ld-missing' || !written) console.warn(`[zephr] ${feature ?? 'page'}: ${code}: ${says}`);
  }
}

/** A class that the browser cannot read is on no element. */
function isOnPage(selector: string): boolean {
  try {
    return findElement(selector) !== null;
  } catch {
    return false;
  }
}

/**
 * Writes a block into the head. JSON-LD is data and no policy minds it, but Trusted Types ask of the text of any script that
 * is prepared, before they know its type. The copy of a script that has run is never prepared again.
 *
 * @see https://html.spec.whatwg.org/multipage/scripting.html "already started", and the cloning steps.
 */
function write(parts: readonly GatedPart[]): HTMLScriptElement {
  const title = findElement('meta[property="og:title"]')?.getAttribute('content') ?? findElement('title')?.textContent;
  const block = (findElement('script:not([type]),script[type="module"]')?.cloneNode() ??
    document.createElement('script')) as HTMLScriptElement;
  for (const name of block.getAttributeNames()) block.removeAttribute(name);
  block.type = 'application/ld+json';
  block.append(JSON.stringify(describeArticle(parts, (title ?? '').trim())));
  findElement('head')!.append(block);
  return block;
}
