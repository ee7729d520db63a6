import { PRODUCT_CLAIM, type ReaderInput } from './condition.js';
import { createRandom } from './random.js';
import { FLAGS, LISTS, MAIL_DOMAINS, NUMBERS, PATH_STARTS, PATH_WORDS, PRODUCTS, TEXTS } from './site.js';

/** How many readers decide by turns, so that no contestant can remember one answer. */
export const READERS = 16;

/**
 * Makes the readers: registered, with valid tokens, no two alike. Most of them have the data that rules ask for; one
 * reader in six lacks the rarer data.
 */
export function makeReaders(seed: number): ReaderInput[] {
  return Array.from({ length: READERS }, (_, index) => makeReader(seed, index));
}

function makeReader(seed: number, index: number): ReaderInput {
  const random = createRandom(seed, 7, index);
  const data = { claims: {} as Record<string, unknown>, customData: {} as Record<string, unknown> };
  const common = <Item>(items: readonly Item[]): readonly Item[] => items.slice(0, Math.ceil(items.length / 3));
  const each = <Datum extends { source: 'claims' | 'customData'; rare?: true }>(
    table: Readonly<Record<string, Datum>>,
    make: (datum: Datum) => unknown,
  ): void => {
    for (const [name, datum] of Object.entries(table)) {
      const value = make(datum);
      if (!datum.rare || random.below(6) > 0) data[datum.source][name] = value;
    }
  };
  each(TEXTS, ({ values }) => random.pick(common(values)));
  each(NUMBERS, ({ top }) => random.below(top + 1));
  each(LISTS, ({ values }) => random.shuffle(common(values)).slice(0, 2 + random.below(2)));
  each(FLAGS, () => random.below(2) === 0);
  const mail = `reader-${index}@${random.pick(common(MAIL_DOMAINS))}`;
  Object.assign(data.claims, { sub: `reader-${index}`, iat: 1_790_000_000 + index, exp: 4_000_000_000, email: mail });
  data.claims[PRODUCT_CLAIM] = random.shuffle(common(PRODUCTS)).slice(0, random.below(3));
  const path = `${random.pick(common(PATH_STARTS))}/${random.pick(common(PATH_WORDS))}/story-${1000 + random.below(9000)}`;
  return {
    ...data,
    tokenStatus: 'valid',
    url: `https://www.news.example${path}?from=front#top`,
    now: 1_800_000_000_000,
  };
}
