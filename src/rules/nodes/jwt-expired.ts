import type { CompileNode } from '../palette.js';
import { aFact } from './make-question.js';

/** "JWT Expired": there is a token, it was good once, and its time is over. */
export const jwtExpired: CompileNode = (_node, _at, workshop) =>
  aFact(workshop, 'the token has expired', ({ reader }) => reader.token.status === 'expired');
