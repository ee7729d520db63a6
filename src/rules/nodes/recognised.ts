import { readFact } from '../../facts/read-fact.js';
import type { CompileNode } from '../node-registry.js';
import { NO, UNKNOWN, YES } from '../evaluation-context.js';
import { createOperand, createCondition, share } from './create-condition.js';

/**
 * "Recognised": the reader is signed in, or the browser remembers that a reader was; `unknown` where the browser may not
 * remember it.
 */
export const recognised: CompileNode = (_node, _at, { conditions }) =>
  share(conditions, 'recognised', () =>
    createCondition(
      createOperand(({ reader, facts }) => reader.foreignUserId !== null || readFact('recognised', [facts.facts])),
      (found) => (found === true ? YES : found === false ? NO : UNKNOWN),
      () => 'the browser is one of a reader with an account',
    ),
  );
