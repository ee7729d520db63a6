import { CORE_NODES } from './nodes/core-nodes.js';
import { CORE_OPERATORS } from './operators/core-operators.js';
import { LACKING, type NodeRegistry } from './node-registry.js';

/** What most rules are made of: in the file that is on every page. */
export const CORE_REGISTRY: NodeRegistry = {
  nodes: CORE_NODES,
  operators: CORE_OPERATORS,
  missing: () => {
    throw LACKING;
  },
};
