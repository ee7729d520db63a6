import { isText, takeField } from '../../config/check-shape.js';
import { compileOperator } from '../operators/compile-operator.js';
import { isScalar } from '../operators/operator.js';
import type { CompileContext, CompileNode } from '../node-registry.js';
import { createCondition, createOperand, share, type ReadOperand } from './create-condition.js';

/**
 * Creates a node type that compares one operand by its fields `condition` and `value`.
 *
 * @param field - The field that names the operand; `''` where the node type has only one.
 * @param words - The operand in words; its name is put after them.
 * @param readerOf - Makes the function that reads the operand of that name; `null` where the registry is incomplete.
 * @param compile - Compiles the operator.
 */
export function createConditionNode(
  field: string,
  words: string,
  readerOf: (name: string, at: string, compileContext: CompileContext) => ReadOperand | null,
  compile = compileOperator,
): CompileNode {
  return (node, at, compileContext) => {
    const { conditions, _operands: operands, _registry: registry } = compileContext;
    const name = field && takeField<string>(node, field, isText, at);
    const subject = field ? `${words} ${name}` : words;
    const condition = takeField<string>(node, 'condition', isText, at);
    const { value } = node;
    // A value that JSON writes as something else, or as it writes another value, is not shared: an object, infinity.
    const written = [value ?? ''].flat().every(isScalar) ? JSON.stringify(value) : 'null';
    return share(conditions, `${subject} ${condition} ${written}${/null/.test(written) ? at : ''}`, () => {
      const operand = share(operands, subject, () => {
        const read = readerOf(name, at, compileContext);
        return read && createOperand(read);
      });
      const operator = operand && compile(condition, value, at, registry);
      const named = takeFirst(value);
      return operator && createCondition(operand, operator, () => describe(subject, condition, named));
    });
  };
}

function describe(subject: string, condition: string, value: readonly unknown[]): string {
  const asked = `${subject} ${condition.replaceAll('-', ' ')}`;
  return condition.endsWith('-empty') ? asked : `${asked} ${value.map(String).join(', ')}`;
}

/** The items of a value that words name: a list may have ten thousand. */
function takeFirst(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return [value];
  return value.length > 5 ? [...(value.slice(0, 5) as unknown[]), '…'] : (value as unknown[]);
}
