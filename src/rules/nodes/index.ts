import { customData } from './custom-data.js';
import { feature } from './feature.js';
import { hasProduct } from './has-product.js';
import { jwtExpired } from './jwt-expired.js';
import { jwtToken } from './jwt-token.js';
import type { CompileNode } from './node-type.js';
import { urlPath } from './url-path.js';
import { userState } from './user-state.js';

/** The palette: every node type that this SDK knows. */
export const NODE_TYPES: Readonly<Record<string, CompileNode>> = {
  'jwt-token': jwtToken,
  'jwt-expired': jwtExpired,
  'has-product': hasProduct,
  feature,
  'user-state': userState,
  'custom-data': customData,
  'url-path': urlPath,
};
