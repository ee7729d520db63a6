import type { CompileNode } from '../node-registry.js';
import { createFactCondition } from './create-condition.js';

/** "JWT Expired": there is a token, it was good once, and its time is over. */
export const jwtExpired: CompileNode = (_node, _at, compileContext) =>
  createFactCondition(compileContext, 'the token has expired', ({ reader }) => reader.token.status === 'expired');
