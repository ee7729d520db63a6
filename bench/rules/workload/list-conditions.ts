import type { Condition, Operator, Source, Value } from './condition.js';
import { createRandom } from './random.js';
import { FLAGS, LISTS, MAIL_DOMAINS, NUMBERS, PATH_STARTS, PATH_WORDS, PRODUCTS, TEXTS } from './site.js';

/**
 * All the conditions that a site's rules are made of: some hundreds. Its features share them, as an editor who writes a
 * hundred features writes "the plan is free" dozens of times.
 */
export function listConditions(): Condition[] {
  const conditions: Condition[] = [];
  const add = (source: Source, name: string, operator: Operator, value: Value, ofList = false): void => {
    conditions.push({ source, name, operator, value, ofList });
  };
  for (const [name, { source, values, rare }] of Object.entries(TEXTS)) {
    const random = createRandom(name.length, name.charCodeAt(0), name.charCodeAt(1));
    for (const value of values) add(source, name, 'equals', value);
    for (const size of [3, 4, 6, 8]) add(source, name, 'in', random.shuffle(values).slice(0, size));
    // Some peers take what is missing for unequal.
    if (!rare) for (const value of values.slice(4, 8)) add(source, name, 'not-equals', value);
  }
  for (const [name, { source, thresholds, rare }] of Object.entries(NUMBERS)) {
    for (const value of thresholds) {
      add(source, name, 'greater-than', value);
      add(source, name, 'at-least', value);
      // Most peers take what is missing for less than any number.
      if (!rare) add(source, name, value % 2 ? 'less-than' : 'at-most', value);
    }
  }
  for (const [name, { source, values }] of Object.entries(LISTS)) {
    for (const value of values) add(source, name, 'equals', value, true);
  }
  for (const [name, { source }] of Object.entries(FLAGS)) {
    for (const value of [true, false]) add(source, name, 'equals', value);
  }
  for (const domain of MAIL_DOMAINS) add('claims', 'email', 'ends-with', `@${domain}`);
  for (const start of PATH_STARTS) add('url-path', 'path', 'starts-with', `${start}/`);
  for (const word of PATH_WORDS) add('url-path', 'path', 'contains', word);
  for (const product of PRODUCTS) add('product', product, 'equals', product, true);
  return conditions;
}

/** Every reader has the operand of the condition. */
export function isAlwaysThere({ source, name }: Condition): boolean {
  if (source === 'url-path' || source === 'product' || name === 'email') return true;
  return !(TEXTS[name] ?? NUMBERS[name] ?? LISTS[name] ?? FLAGS[name])?.rare;
}
