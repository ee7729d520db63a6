import { CORE_NODES } from './nodes/core-nodes.js';
import { CORE_OPERATORS } from './operators/core-operators.js';
import type { NodeRegistry } from './node-registry.js';

/** The common node types and operators, which are on every page. It is incomplete: the rest can be loaded. */
export const CORE_REGISTRY: NodeRegistry = {
  nodes: CORE_NODES,
  operators: CORE_OPERATORS,
  _missing: () => null,
};
