import { isScalar } from '../rules/operators/operator.js';
import { DAY_MS } from '../lib/day.js';
import { parseNumber } from '../lib/parse-number.js';
import { isLong, isOnText, momentsOf, numbersOf, textsOf, valuesOf, type Comparison } from './comparison.js';

/** Values of an operand that stand for all: one for each way in which some comparisons can come out. */
export interface Candidates {
  /** Values that are not lists: the likely ones first. */
  readonly values: readonly unknown[];
  /** Whether every other value that is not a list comes out as one of these. Never so with parts of texts. */
  readonly isComplete: boolean;
}

/** The years that dates can be written in, with a margin for their zones. */
const [FIRST_MOMENT, LAST_MOMENT] = [Date.parse('0000-01-03T00:00Z'), Date.parse('9999-12-29T00:00Z')];

/** Lists candidates for the operand of some comparisons. */
export function listCandidates(comparisons: readonly Comparison[], now: number): Candidates {
  const constants = comparisons.flatMap(valuesOf).filter(isScalar);
  const moments = listMoments(comparisons, now);
  // A text that no comparison names.
  let fresh = 'another';
  while (constants.includes(fresh)) fresh += '-';
  const numbers = spread(comparisons.flatMap(numbersOf), (low, high) => (low + high) / 2, [1]);
  const seconds = moments.flatMap((moment) => nearby(moment / 1000));
  const dates = moments.filter((moment) => moment > FIRST_MOMENT && moment < LAST_MOMENT).flatMap(writeDates);
  const texts = comparisons.some(isOnText) ? composeTexts(comparisons) : [];
  const values = [
    ...texts,
    ...constants,
    ...numbers,
    ...dates,
    fresh,
    // The text that follows directly: whatever is between two ends of ranges is after the first one.
    ...comparisons.flatMap(textsOf).flatMap((end) => [`${end} `, `${end}\u0000`]),
    undefined,
    '',
    ...constants.map(String),
    ...[...numbers, ...seconds].flatMap((number) => [number, String(number), spellApart(number)]),
    ...['0', 0, true, false, 'true', 'false', null, {}, { a: 1 }, NaN],
  ];
  const isComplete =
    !comparisons.some((one) => isOnText(one) || isLong(one) || one.isTranslated) &&
    (comparisons.every((one) => textsOf(one).length === 0) || comparisons.every(isOnlyOnTexts)) &&
    dates.length === 2 * moments.length;
  return { values: [...new Set(values)], isComplete };
}

/** Whether a comparison takes a text as it is, and not for a number or a date. */
function isOnlyOnTexts(comparison: Comparison): boolean {
  if (comparison.name.endsWith('-empty') || textsOf(comparison).length > 0) return true;
  return (
    /^(equals|not-equals|in)$/.test(comparison.name) &&
    valuesOf(comparison).every(
      (one) => typeof one === 'string' && Number.isNaN(parseNumber(one)) && !/^(true|false)$/.test(one),
    )
  );
}

/** Lists moments that stand for all, in ms since 1970. */
export function listMoments(comparisons: readonly Comparison[], now: number): number[] {
  const points = comparisons.flatMap((one) => momentsOf(one, now));
  return spread(points, (low, high) => Math.floor((low + high) / 2), [1, DAY_MS]);
}

/** Some points, one between each two neighbours, and some beyond the ends. */
function spread(
  points: readonly number[],
  between: (low: number, high: number) => number,
  steps: readonly number[],
): number[] {
  const sorted = [...new Set(points)].sort((one, other) => one - other);
  if (sorted.length === 0) return [];
  const [first, last] = [sorted[0]!, sorted.at(-1)!];
  return [
    ...steps.toReversed().map((step) => last + Math.max(step, Math.abs(last) * Number.EPSILON * 4)),
    ...sorted,
    ...sorted.slice(1).map((point, index) => between(sorted[index]!, point)),
    ...steps.map((step) => first - Math.max(step, Math.abs(first) * Number.EPSILON * 4)),
  ];
}

/** A number, and those beside it: seconds that are computed from milliseconds are rounded. */
function nearby(number: number): number[] {
  const step = Math.max(Math.abs(number) * Number.EPSILON, Number.MIN_VALUE);
  return [number, number - step, number + step];
}

/** A moment as text, in two spellings: the config may name one of them. */
function writeDates(moment: number): string[] {
  const text = new Date(moment).toISOString();
  return [text, text.replace('Z', '+00:00')];
}

/** A number as text that no config has. */
function spellApart(number: number): string {
  return Number.isFinite(number) ? `${number < 0 ? '-' : '+'}0000${Math.abs(number)}` : 'another';
}

/** Texts that are put together from what comparisons look for in one. */
function composeTexts(comparisons: readonly Comparison[]): string[] {
  const partsOf = (name: string): string[] =>
    comparisons
      .filter((one) => one.name === name)
      .flatMap(valuesOf)
      .filter(isScalar)
      .map(String);
  const longest = (texts: readonly string[]): string =>
    texts.reduce((long, text) => (text.length > long.length ? text : long), '');
  const [starts, ends, parts] = [partsOf('starts-with'), partsOf('ends-with'), partsOf('contains')];
  const patterns = partsOf('matches').map((pattern) => pattern.replaceAll('*', '').replaceAll('?', 'x'));
  const [start, end] = [longest(starts), longest(ends)];
  const wholes = comparisons
    .filter(({ name }) => name === 'equals' || name === 'in')
    .flatMap(valuesOf)
    .filter(isScalar);
  const all = [...new Set([...parts, ...patterns])];
  const middles = [...all, all.join(''), all.join('-'), all.toReversed().join('-'), ''];
  const singles = [...starts, ...ends, ...all];
  const texts = [
    ...wholes.map(String),
    ...singles,
    ...starts.map((text) => `${text}another`),
    ...ends.map((text) => `another${text}`),
    ...middles.flatMap((middle) => [start + middle + end, `${start}-${middle}-${end}`]),
    ...starts.flatMap((one) => ends.map((other) => `${one}-${other}`)),
  ];
  // A path begins with a slash.
  return texts.flatMap((text) => (text.startsWith('/') ? [text] : [text, `/${text}`]));
}
