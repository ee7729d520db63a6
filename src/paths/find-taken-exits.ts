import type { Config } from '../model/config.js';
import type { TestReader } from '../model/readers-types.js';
import { perSite } from '../decision/per-site.js';
import { indexGrants } from '../identity/index-grants.js';
import type { PathEntry } from '../rules/compiled-rule.js';
import { evaluateRule } from '../rules/evaluate-rule.js';
import { createContextOf } from './create-context.js';
import { toExitKey } from './exit-board.js';
import { RuleCompiler, type OpenRule } from './rule-compiler.js';

/**
 * Finds the exits that some readers take, in the rules of all features.
 *
 * @param config - It compiles.
 * @param now - The moment for readers without one of their own, in ms since 1970.
 * @returns Keys as `toExitKey` writes them.
 */
export function findTakenExits(config: Config, readers: Iterable<TestReader>, now: number): Set<string> {
  const rulesFor = perSite(config, (limited) => {
    const grantsOf = indexGrants(limited);
    return {
      compiler: new RuleCompiler(limited),
      createContext: createContextOf(limited),
      features: Object.keys(limited.features).map((id) => ({ id, grants: grantsOf(id) })),
      rules: new Map<string, OpenRule | null>(),
    };
  });
  const taken = new Set<string>();
  for (const reader of readers) {
    const { compiler, createContext, features, rules } = rulesFor(reader.page?.url);
    const context = createContext(reader, now);
    for (const { id, grants } of features) {
      const state = context.reader._stateFor(grants);
      const key = `${state} ${id}`;
      const open = rules.has(key) ? rules.get(key)! : compiler.compile(id, state);
      rules.set(key, open);
      if (!open) continue;
      const path: PathEntry[] = [];
      evaluateRule(open.rule, context, path);
      for (const { node, trace } of path) taken.add(toExitKey(node.pointer, trace.exit));
    }
  }
  return taken;
}
