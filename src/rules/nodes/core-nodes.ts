import { customData } from './custom-data.js';
import { feature } from './feature.js';
import { hasProduct } from './has-product.js';
import { jwtExpired } from './jwt-expired.js';
import { jwtToken } from './jwt-token.js';
import type { CompileNode } from '../palette.js';
import { urlPath } from './url-path.js';
import { userState } from './user-state.js';

/** The nodes of nearly every rule: in the file that is on every page. */
export const CORE_NODES: Readonly<Record<string, CompileNode>> = {
  'jwt-token': jwtToken,
  'jwt-expired': jwtExpired,
  'has-product': hasProduct,
  feature,
  'user-state': userState,
  'custom-data': customData,
  'url-path': urlPath,
};
