import { isText, takeField } from '../../config/check-shape.js';
import { fail } from '../../config/fail.js';
import { compileOperator } from '../operators/compile-operator.js';
import { isScalar, type Operator } from '../operators/operator.js';
import type { Operand, NodeExtension, CompiledCondition } from '../compiled-rule.js';
import type { CompileNode, CompileContext } from '../node-registry.js';
import { NO, YES } from '../evaluation-context.js';

/** Reads what a node asks about. */
export type ReadOperand = Operand['read'];

/**
 * Makes a type of node that compares one datum as its fields `condition` and `value` say.
 *
 * @param field - The field that names the datum; `''` where there is but one.
 * @param words - What the datum is; its name is put after them.
 * @param readerOf - Makes what reads the datum of that name.
 */
export function createConditionNode(
  field: string,
  words: string,
  readerOf: (name: string, at: string, compileContext: CompileContext) => ReadOperand,
  compile = compileOperator,
): CompileNode {
  return (node, at, compileContext) => {
    const name = field && takeField<string>(node, field, isText, at);
    const subject = field ? `${words} ${name}` : words;
    const condition = takeField<string>(node, 'condition', isText, at);
    const { value } = node;
    // What JSON writes as something else, or as it writes another value, is not shared: an object, infinity.
    const written = [value ?? ''].flat().every(isScalar) ? JSON.stringify(value) : 'null';
    return share(
      compileContext.conditions,
      `${subject} ${condition} ${written}${/null/.test(written) ? at : ''}`,
      () => {
        const operand = share(compileContext.operands, subject, () =>
          createOperand(readerOf(name, at, compileContext)),
        );
        return createCondition(operand, compile(condition, value, at, compileContext.registry), () => {
          const asked = `${subject} ${condition.replaceAll('-', ' ')}`;
          return condition.endsWith('-empty') ? asked : `${asked} ${inWords(value)}`;
        });
      },
    );
  };
}

/**
 * Makes a question that always has an answer.
 *
 * @param key - Tells it from others of the same words.
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

/** Compares with some of the conditions only. */
export function onlyWith(conditions: RegExp): typeof compileOperator {
  return (condition, value, at, registry) =>
    conditions.test(condition)
      ? compileOperator(condition, value, at, registry)
      : fail('condition-unknown', `${at}/condition`);
}

/** Makes a question that nobody has asked yet. */
export function createCondition(
  operand: Operand,
  operator: Operator,
  says: CompiledCondition['says'],
  extension?: NodeExtension,
): CompiledCondition {
  return { operand, operator, says, extension, context: null, exit: NO };
}

/** Gives what a map holds under a key, made when it is first asked for. */
export function share<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  let value = map.get(key);
  if (!value) map.set(key, (value = make()));
  return value;
}

/** Makes a datum that nobody has read yet. */
export function createOperand(read: ReadOperand): Operand {
  return { read, context: null, value: undefined };
}

function inWords(value: unknown): string {
  const list = [value].flat();
  return list.slice(0, 5).map(String).join(', ') + (list.length > 5 ? ', …' : '');
}
