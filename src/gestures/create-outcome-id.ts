import type { OutcomeConfig } from '../model/config.js';
import { createPlainId } from '../edit/lift-rule.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';

/**
 * Creates a readable id for an outcome: from its label, else from what it shows. It is not the id of an outcome, nor of a node
 * of any rule, as a step would then mean the node.
 *
 * @example createOutcomeId({ content: { keep: { words: 60 } }, components: ['subscribe'] }, {}) // '60-words-subscribe'
 */
export function createOutcomeId(outcome: OutcomeConfig, config: unknown): string {
  return createPlainId(nameOutcome(outcome), listTakenIds(config));
}

/** Names an outcome by its label, else by what it shows. */
export function nameOutcome({ id, label, content, components = [] }: OutcomeConfig): string {
  if (typeof id === 'string' && id !== '') return id;
  if (typeof label === 'string' && /[a-z0-9]/i.test(label)) return label;
  const [words, paragraphs] = [own(own(content, 'keep'), 'words'), own(own(content, 'keep'), 'paragraphs')];
  const amount =
    typeof content === 'string'
      ? content
      : words !== undefined
        ? `${String(words)} words`
        : `${String(paragraphs)} paragraphs`;
  return [amount, ...(Array.isArray(components) ? (components as readonly string[]) : [])].join(' ');
}

/** Ids of all outcomes, and of all nodes of all rules. */
function listTakenIds(config: unknown): Set<string> {
  const rules = [
    ...valuesOf(own(config, 'features')).flatMap((feature) => valuesOf(own(feature, 'rules'))),
    ...valuesOf(own(config, 'subRules')),
  ];
  const maps = [own(config, 'outcomes'), ...rules.map((rule) => own(rule, 'nodes'))];
  return new Set(['show', ...maps.flatMap((map) => (isRecord(map) ? Object.keys(map) : []))]);
}

function valuesOf(map: unknown): unknown[] {
  return isRecord(map) ? Object.values(map) : [];
}
