import type { CompileNode } from '../palette.js';
import { aFact } from './make-test.js';

/** "JWT Expired": there is a token, it was good once, and its time is over. */
export const jwtExpired: CompileNode = () =>
  aFact('the token has expired', ({ reader }) => reader.identity.token.status === 'expired');
