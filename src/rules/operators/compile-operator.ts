import { own } from '../../lib/own.js';
import { fail } from '../../config/fail.js';
import type { NodeRegistry } from '../node-registry.js';
import type { CompileOperator, Operator } from './operator.js';

/**
 * Compiles a condition.
 *
 * @param condition - Name of the operator.
 * @param value - What the config compares with.
 * @param at - JSON pointer of the node.
 * @throws {ConfigError} `condition-unknown` or `value-invalid`.
 */
export function compileOperator(condition: string, value: unknown, at: string, registry: NodeRegistry): Operator {
  const compile = own(registry.operators, condition) as CompileOperator | undefined;
  return compile
    ? (compile(value) ?? fail('value-invalid', `${at}/value`))
    : registry.missing('condition-unknown', `${at}/condition`);
}
