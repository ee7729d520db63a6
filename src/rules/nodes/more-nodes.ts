import type { CompileNode } from '../palette.js';
import { feature } from './feature.js';
import { hasProduct } from './has-product.js';
import { jwtExpired } from './jwt-expired.js';
import { jwtPath } from './jwt-path.js';
import { userState } from './user-state.js';

/** The rest of the palette: loaded when a rule has one of them. */
export const MORE_NODES: Readonly<Record<string, CompileNode>> = {
  'jwt-token': jwtPath,
  'jwt-expired': jwtExpired,
  'has-product': hasProduct,
  feature,
  'user-state': userState,
};
