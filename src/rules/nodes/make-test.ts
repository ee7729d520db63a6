import type { NodeConfig } from '../../model/config.js';
import { isText, takeField } from '../../config/check-shape.js';
import { compileOperator } from '../operators/compile-operator.js';
import type { Test, Workshop } from '../palette.js';
import { NO, YES, type Question } from '../pass.js';

/** A node that compares one datum: fields `condition` and `value`. */
export function aCondition(
  node: NodeConfig,
  at: string,
  { palette }: Workshop,
  subject: string,
  read: (question: Question) => unknown,
): Test {
  const condition = takeField<string>(node, 'condition', isText, at);
  const operator = compileOperator(condition, node['value'], at, palette);
  const value = condition.endsWith('-empty') ? '' : ` ${inWords(node['value'])}`;
  return {
    ask: (question) => operator(read(question), question.now),
    says: (question) => {
      const words = `${subject} ${condition.replaceAll('-', ' ')}${value}`;
      return question.debug ? `${words} (it is ${inDebug(read(question))})` : words;
    },
  };
}

/** A node whose question always has an answer. */
export function aFact(says: string, holds: (question: Question) => boolean): Test {
  return { ask: (question) => (holds(question) ? YES : NO), says: () => says };
}

function inWords(value: unknown): string {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.slice(0, 5).map(String).join(', ') + (list.length > 5 ? ', …' : '');
}

/** Whatever the site's own code handed in, in words; it may be of a kind that JSON does not have. */
function inDebug(datum: unknown): string {
  try {
    return JSON.stringify(datum) ?? 'missing';
  } catch {
    return 'unwritable';
  }
}
