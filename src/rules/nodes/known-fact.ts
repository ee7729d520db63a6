import { readFact } from '../../facts/read-fact.js';
import type { CompileNode } from '../palette.js';
import { aCondition } from './make-question.js';

/** A node about a fact that the site's own code or the endpoint knows: country, state, city, zip, count of sessions. */
export function aKnownFact(type: string, words: string): CompileNode {
  return aCondition(
    '',
    words,
    () =>
      ({ facts }) =>
        readFact(type, [facts.facts]),
  );
}

/** The same, which a claim or the user record may tell as well, and before it: segments, date of registration. */
export function aReaderFact(type: string, words: string): CompileNode {
  return aCondition(
    '',
    words,
    () =>
      ({ facts, reader }) =>
        readFact(type, [reader.claims, reader.identity.user, facts.facts]),
  );
}
