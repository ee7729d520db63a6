import { readFact } from '../../facts/read-fact.js';
import type { CompileNode } from '../palette.js';
import { aFact } from './make-question.js';

/** "Gift URL": the endpoint found the link's gift token valid for this reader. */
export const gift: CompileNode = (_node, _at, workshop) =>
  aFact(workshop, 'the link is a valid gift', ({ facts }) => readFact('gift', [facts.facts]) === true);
