import type { Config } from '../../model/config.js';
import { compileConfig } from '../../decision/compile-config.js';
import { JSON_LD_DATE } from '../../facts/read-published-date.js';
import { findArticles } from '../../lib/find-articles.js';
import { listKnown } from '../../config/list-known.js';
import { own } from '../../lib/own.js';
import { toPointer } from '../../lib/to-pointer.js';
import { judgeJsonLd, type GatedPart } from '../../outcome/judge-json-ld.js';
import { mayBeGated } from '../../outcome/may-be-gated.js';
import type { Mistake } from '../../validate/mistake.js';
import type { CutOffFeature } from '../../lib/feature-nesting.js';
import type { PageMarkup } from './read-page.js';

/**
 * Checks a page: its JSON-LD against what an anonymous reader may see of it, whether a browser ends features where their markup
 * does, and whether its attributes name what there is.
 *
 * @param config - A config without errors.
 * @param url - Address of the page, for rules that ask for it.
 */
export function findPageMistakes(config: Config, page: PageMarkup, url?: string): readonly Mistake[] {
  return [
    ...page.cutOff.map(describeCutOff),
    ...page.unended.map(describeUnended),
    ...page.features.flatMap((feature) => describeUnknown(feature, config)),
    ...page.inClear.flatMap((feature) => describeClear(feature, config)),
    ...page.unknownFallbacks.map(describeFallback),
    ...findJsonLdMistakes(config, page, url),
  ];
}

function describeCutOff({ feature, by }: CutOffFeature): Mistake {
  const pointer = `/features${toPointer(feature)}`;
  const message = `${pointer}: a browser closes <zephr-feature feature="${feature}"> with <${by}>, so content that follows is outside of it and open. Put the element around the paragraphs, or around the whole table.`;
  return { code: 'content-outside', pointer, message, severity: 'error' };
}

function describeUnended({ feature, by }: CutOffFeature): Mistake {
  const pointer = `/features${toPointer(feature)}`;
  const message = `${pointer}: <zephr-feature feature="${feature}"> has an open <${by}> at its end tag, which a browser ignores there: the rest of the page is gated too. Write </${by}>; a minifier of HTML must not leave it out.`;
  return { code: 'feature-unended', pointer, message, severity: 'error' };
}

function describeUnknown(feature: string, { features }: Config): Mistake[] {
  if (own(features, feature) !== undefined) return [];
  const pointer = `/features${toPointer(feature)}`;
  const known = listKnown('features', Object.keys(features), feature);
  const message = `${pointer}: the page has <zephr-feature feature="${feature}">, which is not a feature of this config: its content stays hidden.${known}`;
  return [{ code: 'feature-unknown', pointer, message, severity: 'error' }];
}

/** A feature whose content is declared to be protected, and is in the page. */
function describeClear(feature: string, { features }: Config): Mistake[] {
  const level = own(own(features, feature), 'protection');
  const pointer = `/features${toPointer(feature)}/protection`;
  const found = `${pointer}: says "${String(level)}", and the page has <zephr-feature feature="${feature}">`;
  switch (level) {
    case 'sealed': {
      const message = `${found} whose content is in clear. Run zephr seal over the page.`;
      return [{ code: 'not-sealed', pointer, message, severity: 'error' }];
    }
    case 'withheld': {
      const message = `${found} without src, so its content is in the page in clear. Leave it out, and name the address that sends it.`;
      return [{ code: 'not-withheld', pointer, message, severity: 'error' }];
    }
    default:
      return [];
  }
}

function describeFallback(value: string): Mistake {
  const message = `page: data-fallback="${value}" is neither "show" nor "hide", and counts as "hide".`;
  return { code: 'fallback-unknown', pointer: '', message, severity: 'error' };
}

function findJsonLdMistakes(config: Config, page: PageMarkup, url: string | undefined): readonly Mistake[] {
  const engine = compileConfig(config);
  const [article] = findArticles(page.jsonLd, addressOf(page, url));
  const meta = { [JSON_LD_DATE]: [article?.read('datePublished')].flat()[0], ...page.meta };
  const input = { meta, ...(url !== undefined && { url }) };
  const found = Object.keys(config.features).filter((feature) => isOnPage(config, feature, page));
  const parts = found.flatMap((feature): GatedPart[] => {
    const cssSelector = own(own(config.features[feature], 'structuredData'), 'cssSelector');
    if (typeof cssSelector !== 'string') return [];
    const { trace } = engine.decide(feature, input);
    return [{ feature, cssSelector, gated: mayBeGated(config, feature, trace) }];
  });
  // A page without such a feature needs no JSON-LD.
  if (parts.length === 0) return [];
  const isWritten = parts.some(({ feature }) => own(own(config.features[feature], 'structuredData'), 'write') === true);
  return judgeJsonLd(page.jsonLd, parts, (selector) => page.classes.has(selector.slice(1)), addressOf(page, url))
    .mistakes.filter(({ code }) => code !== 'json-ld-missing' || !isWritten)
    .map(({ code, feature, says }) => {
      const pointer = feature === null ? '' : `/features${toPointer(feature)}/structuredData`;
      return { code, pointer, message: `${pointer || 'page'}: ${says}`, severity: 'error' };
    });
}

/** The canonical address of a page; `null` where neither the page nor the command says it in full. */
function addressOf({ canonical }: PageMarkup, url: string | undefined): string | null {
  try {
    return new URL(canonical ?? url ?? '', url).href;
  } catch {
    return null;
  }
}

/** Whether a page holds a feature: as an element, between comment markers, or by the class of its selector. */
function isOnPage(config: Config, feature: string, { features, slugs, classes }: PageMarkup): boolean {
  const target = own(config.features[feature], 'target');
  const [comment, selector] = [own(target, 'comment'), own(target, 'selector')];
  if (features.includes(feature) || (typeof comment === 'string' && slugs.has(comment))) return true;
  // A single class can be found without a browser.
  const [, name] = /^\s*(?:[a-z][\w-]*)?\.([\w-]+)\s*$/i.exec(String(selector)) ?? [];
  return name !== undefined && classes.has(name);
}
