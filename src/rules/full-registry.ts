import { fail } from '../config/fail.js';
import { checkSubRules } from './check-sub-rules.js';
import { CORE_NODES } from './nodes/core-nodes.js';
import { MORE_NODES } from './nodes/more-nodes.js';
import { CORE_OPERATORS } from './operators/core-operators.js';
import { MORE_OPERATORS } from './operators/more-operators.js';
import type { NodeRegistry } from './node-registry.js';

/** All that rules can be made of. */
export const FULL_REGISTRY: NodeRegistry = {
  nodes: { ...CORE_NODES, ...MORE_NODES },
  operators: { ...CORE_OPERATORS, ...MORE_OPERATORS },
  missing: fail,
  check: checkSubRules,
};
