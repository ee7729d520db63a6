import type { Config } from '../model/config.js';
import { findNodes } from '../config/find-nodes.js';

/** Lists places among the sessions of a reader: one for each way in which all nodes of a config can judge them together. */
export function listSessionSeeds({ features, subRules }: Config): readonly unknown[] {
  const rules = Object.values(features).flatMap((feature) => Object.values(feature.rules ?? {}));
  const nodes = findNodes(rules, subRules).filter(({ type }) => type === 'active-sessions');
  const limitsOf = (givesWay: string): readonly number[] => {
    const judging = nodes.filter((node) => (node['givesWay'] ?? 'oldest') === givesWay);
    return [...new Set([0, ...judging.map((node) => node['limit'] as number)])];
  };
  // As many began before it as a limit lets in, and as many after it.
  const [before, after] = [limitsOf('newest'), limitsOf('oldest')];
  const places = before.flatMap((first) => after.map((last) => ({ place: first + 1, of: first + 1 + last })));
  return [...places, false, undefined];
}
