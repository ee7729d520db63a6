import { fail } from '../../config/fail.js';
import { readFact } from '../../facts/read-fact.js';
import { own } from '../../lib/own.js';
import { parsePath } from '../../lib/parse-path.js';
import { createConditionNode } from './create-condition-node.js';

/** "Content API": a field of the article, by its name or, where that begins with `$`, by JSONPath (RFC 9535). */
export const content = createConditionNode('name', 'the content field', (name, at) => {
  const read = name.startsWith('$')
    ? (parsePath(name) ?? fail('jsonpath-invalid', `${at}/name`))
    : (fields: unknown) => own(fields, name);
  return ({ facts }) => read(readFact('content', [facts.facts]));
});
