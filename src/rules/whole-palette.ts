import { parsePath } from '../lib/parse-path.js';
import { CORE_NODES } from './nodes/core-nodes.js';
import { CORE_OPERATORS } from './operators/core-operators.js';
import { MORE_OPERATORS } from './operators/more-operators.js';
import type { Palette } from './palette.js';

/** All that rules can be made of. */
export const WHOLE_PALETTE: Palette = {
  nodes: CORE_NODES,
  operators: { ...CORE_OPERATORS, ...MORE_OPERATORS },
  parsePath,
  whole: true,
};
