import type { Config, FeatureConfig, NodeConfig, Rule } from '../model/config.js';
import { compileConfig } from '../decision/compile-config.js';
import { isRecord } from '../lib/is-record.js';
import { askInFull } from './ask-in-full.js';

const EXIT_MEMBERS = new Set(['type', 'yes', 'no', 'unknown', 'exits', 'remaining']);

/**
 * Puts the conditions of nodes into sentences, by the words that a trace has for them, without a reader's data: each node becomes the
 * whole rule of a feature, and that feature is decided for no reader. So a node type that the engine learns has its words
 * here too.
 *
 * @param config - The config that the nodes refer to. It compiles.
 * @returns The words by node.
 */
export function describeNodes(nodes: readonly NodeConfig[], config: Config): Map<NodeConfig, string> {
  const features: Record<string, FeatureConfig> = {};
  // Products and nodes name features; what those decide does not matter here.
  for (const id of Object.keys(config.features)) define(features, id, {});
  let prefix = 'node ';
  while (Object.keys(features).some((id) => id.startsWith(prefix))) prefix += '-';
  nodes.forEach((node, i) => define(features, `${prefix}${i}`, { rules: { anonymous: withoutSteps(node) as Rule } }));
  const engine = compileConfig({ ...config, features });
  return new Map(
    nodes.map((node, i) => {
      const [entry] = engine.decide(`${prefix}${i}`).trace;
      return [node, entry ? askInFull(entry.says.slice(0, -`: ${entry.exit}`.length), [node]) : listFields(node)];
    }),
  );
}

/** A node whose exits all lead to `"show"`: only its condition counts. */
function withoutSteps(node: NodeConfig): NodeConfig {
  const copy: Record<string, unknown> = { ...node };
  for (const name of ['yes', 'no', 'unknown']) if (Object.hasOwn(node, name)) copy[name] = 'show';
  for (const name of ['exits', 'remaining']) {
    if (!Object.hasOwn(node, name)) continue;
    const names = isRecord(node[name]) ? Object.keys(node[name]) : [];
    copy[name] = Object.fromEntries(names.map((exit) => [exit, 'show']));
  }
  return copy as NodeConfig;
}

/** Words for a node that only a newer version can evaluate (`requires`). */
function listFields(node: NodeConfig): string {
  const fields = Object.entries(node).filter(([name]) => !EXIT_MEMBERS.has(name));
  return fields.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ') || node.type;
}

/** Sets an own member of any name: an assignment to `__proto__` would set something else. */
function define(features: Record<string, FeatureConfig>, id: string, value: FeatureConfig): void {
  Object.defineProperty(features, id, { value, enumerable: true });
}
