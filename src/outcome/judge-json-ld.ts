import type { JsonLdCode } from '../model/codes.js';
import { findArticles, type Article, type Thing } from '../lib/find-articles.js';

/** A feature that the structured data of a page has to declare. */
export interface GatedPart {
  readonly feature: string;
  /** The class of the gated part, such as `.paywall`. */
  readonly cssSelector: string;
  /** Whether an anonymous reader may find it gated. */
  readonly gated: boolean;
}

/** Something that the JSON-LD of a page says wrongly, or not at all. */
export interface JsonLdMistake {
  readonly code: JsonLdCode;
  /** `null` where it concerns the whole page. */
  readonly feature: string | null;
  readonly says: string;
}

/** The result of checking the JSON-LD of a page. */
export interface JsonLdJudgement {
  readonly mistakes: readonly JsonLdMistake[];
  /** Whether it describes an article at all. */
  readonly hasArticle: boolean;
}

/**
 * Holds the JSON-LD of a page against what an anonymous reader may see of it. Content that is behind a wall for some readers
 * and not declared so counts as cloaking.
 *
 * @param texts - The page's `application/ld+json`, one text a script.
 * @param hasClass - Whether an element of the page is of a class, such as `.paywall`.
 * @param address - The canonical address of the page, where it is known: it tells the page's article from others.
 * @see https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
 */
export function judgeJsonLd(
  texts: readonly string[],
  parts: readonly GatedPart[],
  hasClass: (selector: string) => boolean,
  address: string | null = null,
): JsonLdJudgement {
  const mistakes: JsonLdMistake[] = [];
  const add = (code: JsonLdCode, says: string, feature: string | null = null): void =>
    void mistakes.push({ code, feature, says });

  const articles = findArticles(texts, address, () =>
    add('json-ld-invalid', 'A block of JSON-LD is not JSON, so search engines skip it.'),
  );
  const gated = parts.filter((part) => part.gated);
  if (gated.length > 0 && articles.length === 0) {
    add('json-ld-missing', 'No JSON-LD describes the article, and readers may find it gated.', gated[0]!.feature);
  }
  for (const article of articles) {
    const isFree = !isFalse(article.read('isAccessibleForFree'));
    if (gated.length === 0 && !isFree) {
      add('json-ld-not-free', 'The JSON-LD says that the article is not free, and every reader is shown it.');
    }
    if (gated.length > 0 && isFree) {
      const says = 'The JSON-LD says that the article is free, or does not say, and readers may find it gated.';
      add('json-ld-free', says, gated[0]!.feature);
    }
    for (const { feature, cssSelector } of gated) {
      if (!declaresPart(article, cssSelector)) {
        const says = `"hasPart" has no part with "cssSelector" "${cssSelector}" and "isAccessibleForFree" false.`;
        add('json-ld-part-missing', says, feature);
      }
    }
  }
  for (const { feature, cssSelector } of gated) {
    if (!hasClass(cssSelector))
      add('json-ld-class-missing', `No element of the page is of the class "${cssSelector}".`, feature);
  }
  return { mistakes, hasArticle: articles.length > 0 };
}

/** Describes an article of which some parts are gated, as JSON-LD. */
export function describeArticle(parts: readonly GatedPart[], headline: string): Record<string, unknown> {
  const gated = parts.filter((part) => part.gated);
  return {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline,
    isAccessibleForFree: gated.length === 0,
    ...(gated.length > 0 && {
      hasPart: gated.map(({ cssSelector }) => ({
        '@type': 'WebPageElement',
        isAccessibleForFree: false,
        cssSelector,
      })),
    }),
  };
}

/** Whether an article declares the part of a selector, and that it is not free. */
function declaresPart({ readThings }: Article, cssSelector: string): boolean {
  return readThings('hasPart').some((part) => isFalse(part['isAccessibleForFree']) && selects(part, cssSelector));
}

/** Publishers write it as a truth value, as text, and as the address of schema.org's own. */
function isFalse(value: unknown): boolean {
  return value === false || /^(https?:\/\/schema\.org\/)?false$/i.test(typeof value === 'string' ? value : '');
}

/** Whether a part has the selector: alone, in a list, or in a list of selectors. */
function selects({ cssSelector }: Thing, wanted: string): boolean {
  const selectors = [cssSelector]
    .flat()
    .filter((selector) => typeof selector === 'string')
    .flatMap((selector) => [selector, ...selector.split(',')]);
  return selectors.some((selector) => selector.trim() === wanted);
}
