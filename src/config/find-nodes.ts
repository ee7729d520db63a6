import type { Config, NodeConfig } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';

/**
 * Finds every node of some rules: in place or by name, reached or not. Works with a list instead of recursion, because a rule
 * may be nested deeper than any stack.
 *
 * @param rules - Steps or graphs; a missing one has no nodes.
 * @param subRules - Where given, the nodes of the sub rules that are entered are found too.
 * @returns Each node once.
 */
export function findNodes(rules: readonly unknown[], subRules?: Config['subRules']): NodeConfig[] {
  const found = new Set<NodeConfig>();
  const add = (step: unknown): void => {
    if (isRecord(step) && Object.hasOwn(step, 'type')) found.add(step as NodeConfig);
  };
  const addRule = (rule: unknown): void => {
    // A step that is a text names a node, which is among `nodes`, or an outcome.
    [rule, own(rule, 'start'), ...valuesOf(own(rule, 'nodes'))].forEach(add);
  };
  rules.forEach(addRule);
  // The set grows while it is walked.
  for (const node of found) {
    for (const exit of ['yes', 'no', 'unknown']) add(own(node, exit));
    for (const exits of ['exits', 'remaining']) valuesOf(own(node, exits)).forEach(add);
    if (subRules && node.type === 'sub-rule') addRule(own(subRules, node['rule']));
  }
  return [...found];
}

function valuesOf(map: unknown): readonly unknown[] {
  return isRecord(map) ? Object.values(map) : [];
}
