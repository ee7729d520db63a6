import type { Config, NodeConfig } from '../../model/config.js';
import { expectField, isText } from '../../config/expect.js';
import { compileOperator } from '../operators/compile-operator.js';
import { NO, YES, type Answer, type Question } from '../pass.js';

/** A node made ready: it answers with the number of an exit, and can say in words what it asked. */
export interface Test {
  readonly ask: (question: Question) => Answer;
  /** The question in words; with the reader's own data only where the pass is a debug pass. */
  readonly says: (question: Question) => string;
}

/** Makes a test of a node's fields. Throws a `ConfigError` when one of them is wrong. */
export type CompileNode = (node: NodeConfig, at: string, config: Config) => Test;

/** A node that compares one datum: fields `condition` and `value`. */
export function aCondition(node: NodeConfig, at: string, subject: string, read: (question: Question) => unknown): Test {
  const condition = expectField<string>(node, 'condition', isText, at);
  const operator = compileOperator(condition, node['value'], at);
  const value = condition.endsWith('-empty') ? '' : ` ${inWords(node['value'])}`;
  return {
    ask: (question) => operator(read(question), question.now),
    says: (question) => {
      const words = `${subject} ${condition.replaceAll('-', ' ')}${value}`;
      return question.debug ? `${words} (it is ${JSON.stringify(read(question)) ?? 'missing'})` : words;
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
