import { fail } from '../../config/fail.js';
import { compileOperator } from '../operators/compile-operator.js';
import type { Operator } from '../operators/operator.js';
import type { CompiledCondition, NodeExtension, Operand } from '../compiled-rule.js';
import { NO, YES, type EvaluationContext } from '../evaluation-context.js';
import type { CompileContext } from '../node-registry.js';

/** Reads an operand. */
export type ReadOperand = Operand['read'];

/** Creates a condition that was not evaluated yet. */
export function createCondition(
  operand: Operand,
  operator: Operator,
  says: CompiledCondition['says'],
  extension?: NodeExtension,
): CompiledCondition {
  return { operand, operator, says, extension, _context: null, exit: NO };
}

/**
 * Creates a condition that never is `unknown`.
 *
 * @param key - Distinguishes it from other conditions of the same words.
 */
export function createFactCondition(
  compileContext: CompileContext,
  says: string,
  read: ReadOperand,
  key = says,
): CompiledCondition {
  return share(compileContext.conditions, key, () => ({
    ...createCondition(
      createOperand(read),
      (holds) => (holds ? YES : NO),
      () => says,
    ),
    isFact: true,
  }));
}

/** Creates an operand that was not read yet. */
export function createOperand(read: ReadOperand): Operand {
  return { read, _context: null, value: undefined };
}

/** Reads an operand, once per context. */
export function readOnce(operand: Operand, context: EvaluationContext): unknown {
  if (operand._context !== context) {
    operand.value = operand.read(context);
    operand._context = context;
  }
  return operand.value;
}

/** Returns the value of a key, and creates it when it is first asked for. A `null` that `make` returns is not kept. */
export function share<Value>(map: Map<string, Value>, key: string, make: () => Value): Value;
export function share<Value>(map: Map<string, Value>, key: string, make: () => Value | null): Value | null;
export function share<Value>(map: Map<string, Value>, key: string, make: () => Value | null): Value | null {
  const known = map.get(key);
  if (known) return known;
  const made = make();
  if (made) map.set(key, made);
  return made;
}

/** Restricts a node type to some of the operators. */
export function onlyWith(conditions: RegExp): typeof compileOperator {
  return (condition, value, at, registry) =>
    conditions.test(condition)
      ? compileOperator(condition, value, at, registry)
      : fail('condition-unknown', `${at}/condition`);
}
