import type { Config, FeatureConfig, NodeConfig, Rule } from '../../model/config.js';
import { compileConfig } from '../../decision/compile-config.js';
import { withoutWays } from './read-exits.js';

const WAYS = new Set(['type', 'yes', 'no', 'unknown', 'exits', 'remaining']);

/**
 * Puts the questions of nodes into the words that a trace has for them, without a reader's data: each node is made the
 * whole rule of a feature, and that feature is decided for nobody. So every node type that the engine learns has its
 * words here too.
 *
 * @param config - What the nodes refer to. It compiles.
 * @returns The words by node.
 */
export function describeNodes(nodes: readonly NodeConfig[], config: Config): Map<NodeConfig, string> {
  const features: Record<string, FeatureConfig> = {};
  // Products and nodes name features; what those decide is nobody's business here.
  for (const id of Object.keys(config.features)) define(features, id, {});
  let prefix = 'node ';
  while (Object.keys(features).some((id) => id.startsWith(prefix))) prefix += '-';
  nodes.forEach((node, i) => define(features, `${prefix}${i}`, { rules: { anonymous: withoutWays(node) as Rule } }));
  const engine = compileConfig({ ...config, features });
  return new Map(
    nodes.map((node, i) => {
      const [entry] = engine.decide(`${prefix}${i}`).trace;
      return [node, entry ? entry.says.slice(0, -`: ${entry.exit}`.length) : listFields(node)];
    }),
  );
}

/** Words for a node that only a newer version can ask (`requires`). */
function listFields(node: NodeConfig): string {
  const fields = Object.entries(node).filter(([name]) => !WAYS.has(name));
  return fields.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ') || node.type;
}

/** Sets an own member of whatever name: an assignment to `__proto__` would set something else. */
function define(features: Record<string, FeatureConfig>, id: string, value: FeatureConfig): void {
  Object.defineProperty(features, id, { value, enumerable: true });
}
