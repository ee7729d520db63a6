import { parseNumber } from '../../lib/parse-number.js';
import { isScalar, onText, type Compare, type CompileOperator } from './operator.js';

/** The operators of nearly every rule: in the file that is on every page. */
export const CORE_OPERATORS: Readonly<Record<string, CompileOperator>> = {
  equals,
  'not-equals': equals,
  'starts-with': onText((datum, value) => datum.startsWith(value)),
  'ends-with': onText((datum, value) => datum.endsWith(value)),
  contains: onText((datum, value) => datum.includes(value)),
};

/** Text as it is; a number also as text that is one, a boolean also as the text `true` or `false`. */
function equals(value: unknown): Compare | null {
  if (!isScalar(value) && value !== null) return null;
  const kind = typeof value;
  const text = String(value);
  const number = parseNumber(value);
  return (datum) => {
    if (datum === value || datum === null) return datum === value;
    if (!isScalar(datum) || Number.isNaN(datum)) return null;
    if (kind === 'boolean' || typeof datum === 'boolean') return String(datum) === text;
    return typeof datum !== kind && parseNumber(datum) === number;
  };
}
