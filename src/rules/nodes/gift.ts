import { readFact } from '../../facts/read-fact.js';
import type { CompileNode } from '../node-registry.js';
import { NO, UNKNOWN, YES } from '../evaluation-context.js';
import { createOperand, createCondition, share } from './create-condition.js';

/**
 * "Gift URL": the endpoint found the link's gift token valid for this reader; `unknown` as long as the
 * endpoint has not answered.
 */
export const gift: CompileNode = (_node, _at, { conditions }) =>
  share(conditions, 'gift', () =>
    createCondition(
      createOperand(({ facts }) => readFact('gift', [facts.facts])),
      (given) => (given === true ? YES : given === false ? NO : UNKNOWN),
      () => 'the link is a valid gift',
    ),
  );
