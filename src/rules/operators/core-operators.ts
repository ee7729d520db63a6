import { parseNumber } from '../../lib/parse-number.js';
import { isScalar, overItems, type Compare, type CompileCompare, type CompileOperator } from './operator.js';

/** The operators of nearly every rule: in the file that is on every page. */
export const CORE_OPERATORS: Readonly<Record<string, CompileOperator>> = {
  equals: overItems(equals),
  'not-equals': overItems(equals, true),
  'starts-with': overItems(onText(true)),
  contains: overItems(onText(false)),
};

/**
 * Compares text; numbers and booleans as they would be written.
 *
 * @param atStart - Whether the operand has to begin with the value; else it has to contain it.
 */
function onText(atStart: boolean): CompileCompare {
  return (value) => {
    if (!isScalar(value)) return null;
    const text = String(value);
    return (operand) => {
      if (!isScalar(operand)) return null;
      const whole = String(operand);
      // A branch, not a call: what is asked most often is asked fastest.
      return atStart ? whole.startsWith(text) : whole.includes(text);
    };
  };
}

/** Text as it is; a number also as text that is one, a boolean also as the text `true` or `false`. */
function equals(value: unknown): Compare | null {
  if (!isScalar(value) && value !== null) return null;
  const kind = typeof value;
  const text = String(value);
  const number = parseNumber(value);
  return (operand) => {
    if (operand === value || operand === null) return operand === value;
    if (!isScalar(operand) || Number.isNaN(operand)) return null;
    if (kind === 'boolean' || typeof operand === 'boolean') return String(operand) === text;
    return typeof operand !== kind && parseNumber(operand) === number;
  };
}
