import type { NodeConfig, Step } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { labelExits } from '../words/label-exits.js';

/** Finds every node of some rules, in place or by name, reached or not. Each once. */
export function findNodes(rules: readonly unknown[]): NodeConfig[] {
  const found = new Set<NodeConfig>();
  const add = (step: unknown): void => {
    if (isRecord(step) && Object.hasOwn(step, 'type')) found.add(step as NodeConfig);
  };
  for (const rule of rules) {
    add(rule);
    if (!isRecord(rule) || !Object.hasOwn(rule, 'start')) continue;
    add(own(rule, 'start'));
    const nodes = own(rule, 'nodes');
    if (isRecord(nodes)) Object.values(nodes).forEach(add);
  }
  // Grows while it is walked through.
  for (const node of found) labelExits(node).forEach(({ step }: { step: Step }) => add(step));
  return [...found];
}
