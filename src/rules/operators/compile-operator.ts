import { own } from '../../lib/own.js';
import { fail } from '../../config/fail.js';
import type { NodeRegistry } from '../node-registry.js';
import type { CompileOperator, Operator } from './operator.js';

/**
 * Compiles the operator of a condition.
 *
 * @param condition - Name of the operator.
 * @param value - The value in the config.
 * @param at - JSON pointer of the node.
 * @returns `null` where the registry is incomplete and does not have the operator.
 * @throws {ConfigError} `condition-unknown` or `value-invalid`.
 */
export function compileOperator(
  condition: string,
  value: unknown,
  at: string,
  registry: NodeRegistry,
): Operator | null {
  const compile = own(registry.operators, condition) as CompileOperator | undefined;
  return compile
    ? (compile(value) ?? fail('value-invalid', `${at}/value`))
    : registry._missing('condition-unknown', `${at}/condition`);
}
