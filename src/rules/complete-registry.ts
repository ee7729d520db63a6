import { AGENT_NODES } from './nodes/agent-nodes.js';
import { forcedSplitTest } from './nodes/forced-split-test.js';
import { FULL_REGISTRY } from './full-registry.js';
import type { NodeRegistry } from './node-registry.js';

/** All node types and operators, outside of pages: those that read a user agent, and split tests whose group is forced. */
export const COMPLETE_REGISTRY: NodeRegistry = {
  ...FULL_REGISTRY,
  nodes: { ...FULL_REGISTRY.nodes, ...AGENT_NODES, 'split-test': forcedSplitTest },
};
