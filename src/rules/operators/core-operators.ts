import { parseNumber } from '../../lib/parse-number.js';
import { isScalar, onText, type Compare, type CompileOperator } from './operator.js';

/** The operators of nearly every rule: in the file that is on every page. */
export const CORE_OPERATORS: Readonly<Record<string, CompileOperator>> = {
  equals,
  'not-equals': equals,
  in: (value) => (Array.isArray(value) && value.every(isScalar) ? inList(value) : null),
  'starts-with': onText((datum, value) => datum.startsWith(value)),
  'ends-with': onText((datum, value) => datum.endsWith(value)),
  contains: onText((datum, value) => datum.includes(value)),
};

/** Text as it is; a number also as text that is one, a boolean also as the text `true` or `false`. */
function equals(value: unknown): Compare | null {
  if (!isScalar(value) && value !== null) return null;
  const text = String(value);
  const number = parseNumber(value);
  return (datum) => {
    if (datum === value) return true;
    if (typeof datum === 'string')
      return typeof value === 'number' ? parseNumber(datum) === value : typeof value === 'boolean' && datum === text;
    if (typeof datum === 'number') return Number.isNaN(datum) ? null : datum === number;
    return typeof datum === 'boolean'
      ? typeof value === 'string' && text === String(datum)
      : datum === null
        ? false
        : null;
  };
}

/** What equals one of many values, found in one look-up. */
function inList(values: readonly unknown[]): Compare {
  const exact = new Set(values);
  const numbers = new Set(values.map(parseNumber));
  const typed = new Set(values.filter((value) => typeof value === 'number'));
  const words = new Set(values.filter((value) => typeof value === 'boolean').map(String));
  return (datum) => {
    if (exact.has(datum)) return true;
    if (typeof datum === 'string') return words.has(datum) || (typed.size > 0 && typed.has(parseNumber(datum)));
    if (typeof datum === 'number') return Number.isNaN(datum) ? null : numbers.has(datum);
    return typeof datum === 'boolean' ? exact.has(String(datum)) : datum === null ? false : null;
  };
}
