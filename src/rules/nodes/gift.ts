import { readFact } from '../../facts/read-fact.js';
import type { CompileNode } from '../palette.js';
import { NO, UNKNOWN, YES } from '../pass.js';
import { aDatum, aQuestion, share } from './make-question.js';

/**
 * "Gift URL": the endpoint found the link's gift token valid for this reader; `unknown` where nobody says, as while the
 * endpoint was not asked.
 */
export const gift: CompileNode = (_node, _at, { questions }) =>
  share(questions, 'gift', () =>
    aQuestion(
      aDatum(({ facts }) => readFact('gift', [facts.facts])),
      (given) => (given === true ? YES : given === false ? NO : UNKNOWN),
      () => 'the link is a valid gift',
    ),
  );
