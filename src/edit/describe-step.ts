import type { Config, ContentRule, NodeConfig } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { describeComponent } from '../words/describe-outcome.js';
import { kindOf } from './edits-between.js';
import { listWords, quoteValue } from './quote-values.js';

/** Describes a node in words. */
export type WordsOf = (node: NodeConfig) => string;

/**
 * Describes how much of the content is shown now, and before: the rest of a sentence about the content.
 *
 * @example describeContentChange('hide', { keep: { words: 60 } }) // 'cut after the first 60 words instead of hidden'
 */
export function describeContentChange(before: unknown, after: unknown): string {
  const [was, is] = [before, after].map((content) => describeAmount(content as ContentRule));
  if (was && is) return `cut after ${is} instead of ${was}`;
  return `${describeContentState(after, is)} instead of ${describeContentState(before, was)}`;
}

function describeContentState(content: unknown, amount: string | null | undefined): string {
  if (content === 'show') return 'shown';
  if (content === 'hide') return 'hidden';
  return amount ? `cut after ${amount}` : quoteValue(content ?? null);
}

/** Names a component by type, heading and id. */
export function nameComponent(id: unknown, config: Config): string {
  return typeof id === 'string' ? describeComponent(id, config) : quoteValue(id);
}

function describeAmount(content: ContentRule): string | null {
  const keep = own(content, 'keep');
  const unit = ['words', 'paragraphs'].find((name) => typeof own(keep, name) === 'number');
  if (unit === undefined) return null;
  const amount = own(keep, unit) as number;
  return amount === 1 ? `the first ${unit.slice(0, -1)}` : `the first ${amount} ${unit}`;
}

/**
 * Describes the step that an exit leads to.
 *
 * @param rule - The rule that it is in: its nodes are known by their ids.
 */
export function describeStep(step: unknown, rule: unknown, config: Config, wordsOf: WordsOf): string {
  if (step === 'show') return 'the content';
  if (typeof step === 'string')
    return own(own(rule, 'nodes'), step) === undefined ? `the outcome ${step}` : `the node ${step}`;
  if (!isRecord(step)) return quoteValue(step ?? null);
  switch (kindOf(step)) {
    case 'node':
    case 'component':
      return `“${wordsOf(step as NodeConfig)}”`;
    case 'content':
      return describeOutcome(step, config);
    case 'exit':
      return `the exit ${typeof step['exit'] === 'string' ? step['exit'] : quoteValue(step['exit'])} of the sub rule`;
    default:
      return quoteValue(step);
  }
}

/** Describes a rule as a whole. */
export function describeRule(rule: unknown, config: Config, wordsOf: WordsOf): string {
  const start = isRecord(rule) && kindOf(rule) === 'start' ? readStart(rule) : rule;
  const isNode = isRecord(start) && kindOf(start) === 'node';
  return `${isNode ? 'it asks first: ' : 'it leads to '}${describeStep(start, rule, config, wordsOf)}`;
}

function readStart(rule: Readonly<Record<string, unknown>>): unknown {
  return own(own(rule, 'nodes'), rule['start']) ?? rule['start'];
}

function describeOutcome(outcome: Readonly<Record<string, unknown>>, config: Config): string {
  const { content, components, label = outcome['id'] } = outcome;
  if (typeof label === 'string') return `the outcome ${label}`;
  const amount = isRecord(content) ? describeAmount(content as ContentRule) : null;
  const shown = amount ?? (content === 'show' ? 'the content' : 'no content');
  const walls = Array.isArray(components) ? components.map((id) => nameComponent(id, config)) : [];
  return walls.length > 0 ? `${shown} with ${listWords(walls)}` : shown;
}
