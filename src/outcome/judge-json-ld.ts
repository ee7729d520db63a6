import { isRecord } from '../lib/is-record.js';

/** A feature that the structured data of a page has to declare. */
export interface GatedPart {
  readonly feature: string;
  /** The class of the gated part, such as `.paywall`. */
  readonly cssSelector: string;
  /** Whether an anonymous reader may find it gated. */
  readonly gated: boolean;
}

/** Codes of what is wrong with the JSON-LD of a page. Stable: tools rely on them. */
export type JsonLdCode =
  | 'json-ld-invalid'
  | 'json-ld-missing'
  | 'json-ld-free'
  | 'json-ld-not-free'
  | 'json-ld-part-missing'
  | 'json-ld-class-missing';

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

const ARTICLE = /(Article|Posting|Review|Report|Course|HowTo|CreativeWork)$/;

/**
 * Holds the JSON-LD of a page against what an anonymous reader may see of it. Content that is behind a wall for some readers
 * and not declared so counts as cloaking.
 *
 * @param texts - The page's `application/ld+json`, one text a script.
 * @param hasClass - Whether an element of the page is of a class, such as `.paywall`.
 * @see https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
 */
export function judgeJsonLd(
  texts: readonly string[],
  parts: readonly GatedPart[],
  hasClass: (selector: string) => boolean,
): JsonLdJudgement {
  const mistakes: JsonLdMistake[] = [];
  const add = (code: JsonLdCode, says: string, feature: string | null = null): void =>
    void mistakes.push({ code, feature, says });

  const articles = findArticles(texts, () =>
    add('json-ld-invalid', 'A block of JSON-LD is no JSON: search engines skip it.'),
  );
  const gated = parts.filter((part) => part.gated);
  if (gated.length > 0 && articles.length === 0) {
    add('json-ld-missing', 'No JSON-LD describes the article, and readers may find it gated.', gated[0]!.feature);
  }
  for (const article of articles) {
    const isFree = !isFalse(article['isAccessibleForFree']);
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

/** Finds the articles that blocks of JSON-LD describe. Calls `onInvalid` for each block that is not JSON. */
function findArticles(texts: readonly string[], onInvalid: () => void): Record<string, unknown>[] {
  const nodes = texts.flatMap((text) => {
    try {
      return nodesOf(JSON.parse(text));
    } catch {
      onInvalid();
      return [];
    }
  });
  return nodes.filter((node) => [node['@type']].flat().some((type) => ARTICLE.test(String(type))));
}

/** Whether an article declares the part of a selector, and that it is not free. */
function declaresPart(article: Record<string, unknown>, cssSelector: string): boolean {
  return [article['hasPart']]
    .flat()
    .some((part) => isRecord(part) && isFalse(part['isAccessibleForFree']) && selects(part, cssSelector));
}

/** The things that a block describes: one, a list of them, or a graph. */
function nodesOf(value: unknown): Record<string, unknown>[] {
  return [value]
    .flat(2)
    .filter(isRecord)
    .flatMap((node) => [node, ...[node['@graph']].flat().filter(isRecord)]);
}

/** Publishers write it as a truth value, as text, and as the address of schema.org's own. */
function isFalse(value: unknown): boolean {
  return value === false || /^(https?:\/\/schema\.org\/)?false$/i.test(typeof value === 'string' ? value : '');
}

function selects({ cssSelector }: Record<string, unknown>, wanted: string): boolean {
  return [cssSelector].flat().some((selector) => String(selector).trim() === wanted);
}
