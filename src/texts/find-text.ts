import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import type { Texts } from './texts.js';

/**
 * Finds the publisher's own words for a text, the more special language first: in `pt-BR`, then in `pt`, then in any.
 *
 * @param texts - Words by key, or by language and key, as in `texts` of a config. Anything else holds no words.
 * @param key - Key of the text.
 * @param language - BCP 47 tag; its case does not matter.
 * @returns The words; `undefined` if the publisher has not set any. Blank text and values that are not text are skipped.
 * @example findText({ close: 'Shut', pt: { close: 'Fechar' } }, 'close', 'pt-BR') // 'Fechar'
 * @see RFC 4647, section 3.4, "Lookup": https://www.rfc-editor.org/rfc/rfc4647#section-3.4
 */
export function findText(texts: unknown, key: keyof Texts, language = ''): string | undefined {
  const names = isRecord(texts) ? Object.keys(texts) : [];
  let found: unknown;
  for (let tag = language.toLowerCase(); tag && !found; tag = tag.slice(0, Math.max(0, tag.lastIndexOf('-')))) {
    const name = names.find((other) => other.toLowerCase() === tag);
    found = wordsOf(own(own(texts, name), key));
  }
  return wordsOf(found) ?? wordsOf(own(texts, key));
}

function wordsOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() ? value : undefined;
}
