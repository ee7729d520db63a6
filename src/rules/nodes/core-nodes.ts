import type { CompileNode } from '../node-registry.js';
import { customData } from './custom-data.js';
import { jwtToken } from './jwt-token.js';
import { urlPath } from './url-path.js';

/** The nodes of nearly every rule: in the file that is on every page. */
export const CORE_NODES: Readonly<Record<string, CompileNode>> = {
  'jwt-token': jwtToken,
  'custom-data': customData,
  'url-path': urlPath,
};
