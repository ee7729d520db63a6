import { checkShape, isText } from '../../config/check-shape.js';
import { readFact } from '../../facts/read-fact.js';
import { own } from '../../lib/own.js';
import type { CompileNode } from '../node-registry.js';
import { NO, UNKNOWN, YES, type ExitIndex } from '../evaluation-context.js';
import { createCondition, createOperand, share } from './create-condition.js';

/**
 * Creates a node type for a fact that only the endpoint can judge, which is the names of what the reader was granted: a list of
 * texts, a text, or `false` for none. `unknown` as long as the endpoint has not answered. `true`, as a site's own code may report
 * it, is a grant without a name.
 *
 * @param type - The node's type, and the name of the fact.
 * @param field - The field that names one of the grants. Without it any of them counts.
 * @param words - The condition in words; the name is put after them.
 * @param any - The name where the field is missing.
 */
export function createGrantNode(type: string, field: string, words: string, any: string): CompileNode {
  return (node, at, { conditions, _operands: operands }) => {
    checkShape(node, { [field]: isText }, at);
    const name = own(node, field) as string | undefined;
    const says = `${words} ${name ?? any}`;
    return share(conditions, `${type} ${name === undefined ? '' : JSON.stringify(name)}`, () =>
      createCondition(
        share(operands, type, () => createOperand(({ facts }) => readFact(type, [facts.facts]))),
        (granted) => judge(granted, name),
        () => says,
      ),
    );
  };
}

function judge(granted: unknown, name: string | undefined): ExitIndex {
  if (granted === false) return NO;
  if (granted === true) return name === undefined ? YES : UNKNOWN;
  const names: readonly unknown[] = Array.isArray(granted) ? granted : [granted];
  if (!names.every(isText)) return UNKNOWN;
  return (name === undefined ? names.length > 0 : names.includes(name)) ? YES : NO;
}
