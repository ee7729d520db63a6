import { fail } from '../config/fail.js';
import { checkSubRules } from './check-sub-rules.js';
import type { NodeRegistry } from './node-registry.js';
import { CORE_NODES } from './nodes/core-nodes.js';
import { MORE_NODES } from './nodes/more-nodes.js';
import { CORE_OPERATORS } from './operators/core-operators.js';
import { MORE_OPERATORS } from './operators/more-operators.js';

/** All node types and operators but those that read a user agent, which are a file of their own. */
export const FULL_REGISTRY: NodeRegistry = {
  nodes: { ...CORE_NODES, ...MORE_NODES },
  operators: { ...CORE_OPERATORS, ...MORE_OPERATORS },
  _missing: fail,
  check: checkSubRules,
};
