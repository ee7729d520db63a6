import { own } from '../../lib/own.js';
import { fail } from '../../config/fail.js';
import type { Palette } from '../palette.js';
import { NO, UNKNOWN, YES } from '../pass.js';
import { overItems, type CompileOperator, type Operator } from './operator.js';

/**
 * Compiles a condition.
 *
 * @param condition - Name of the operator.
 * @param value - What the config compares with.
 * @param at - JSON pointer of the node.
 * @throws {ConfigError} `condition-unknown` or `value-invalid`.
 */
export function compileOperator(condition: string, value: unknown, at: string, palette: Palette): Operator {
  if (condition === 'is-empty') return (datum) => (isEmpty(datum) ? YES : NO);
  if (condition === 'is-not-empty') return (datum) => (datum === undefined ? UNKNOWN : isEmpty(datum) ? NO : YES);
  const operator = own(palette.operators, condition) as CompileOperator | undefined;
  if (!operator) return palette.lack('condition-unknown', `${at}/condition`);
  return overItems(operator(value) ?? fail('value-invalid', `${at}/value`), condition === 'not-equals');
}

/** `0` and `false` are there; what holds nothing is empty. */
function isEmpty(datum: unknown): boolean {
  return datum === '' || (datum ?? null) === null || (typeof datum === 'object' && !Object.keys(datum!).length);
}
