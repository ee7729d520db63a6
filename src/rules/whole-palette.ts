import { fail } from '../config/fail.js';
import { checkSubRules } from './check-sub-rules.js';
import { CORE_NODES } from './nodes/core-nodes.js';
import { MORE_NODES } from './nodes/more-nodes.js';
import { CORE_OPERATORS } from './operators/core-operators.js';
import { MORE_OPERATORS } from './operators/more-operators.js';
import type { Palette } from './palette.js';

/** All that rules can be made of. */
export const WHOLE_PALETTE: Palette = {
  nodes: { ...CORE_NODES, ...MORE_NODES },
  operators: { ...CORE_OPERATORS, ...MORE_OPERATORS },
  lack: fail,
  check: checkSubRules,
};
