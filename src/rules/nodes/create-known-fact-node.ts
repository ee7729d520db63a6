import { readFact } from '../../facts/read-fact.js';
import type { CompileNode } from '../node-registry.js';
import { createConditionNode } from './create-condition-node.js';

/** Creates a node type for a fact that the site's own code or the endpoint knows: country, state, city, zip, count of sessions. */
export function createKnownFactNode(type: string, words: string): CompileNode {
  return createConditionNode(
    '',
    words,
    () =>
      ({ facts }) =>
        readFact(type, [facts.facts]),
  );
}

/** The same for facts that a claim or the user record may hold, which go first: segments, date of registration. */
export function createReaderFactNode(type: string, words: string): CompileNode {
  return createConditionNode(
    '',
    words,
    () =>
      ({ facts, reader }) =>
        readFact(type, [reader.claims, reader.identity.user, facts.facts]),
  );
}
