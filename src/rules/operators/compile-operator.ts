import { own } from '../../lib/own.js';
import { fail } from '../../config/fail.js';
import type { Palette } from '../palette.js';
import type { CompileOperator, Operator } from './operator.js';

/**
 * Compiles a condition.
 *
 * @param condition - Name of the operator.
 * @param value - What the config compares with.
 * @param at - JSON pointer of the node.
 * @throws {ConfigError} `condition-unknown` or `value-invalid`.
 */
export function compileOperator(condition: string, value: unknown, at: string, palette: Palette): Operator {
  const compile = own(palette.operators, condition) as CompileOperator | undefined;
  return compile
    ? (compile(value) ?? fail('value-invalid', `${at}/value`))
    : palette.lack('condition-unknown', `${at}/condition`);
}
