import { fail } from '../../config/fail.js';
import { own } from '../../lib/own.js';
import { parsePath } from '../../lib/parse-path.js';
import { createSplitNode } from './create-split-node.js';

/** "JWT Token" in full: a claim by its name or, where that begins with `$`, by JSONPath (RFC 9535); whole, or its parts. */
export const jwtPath = createSplitNode('property', 'the claim', (property, at) => {
  const read = property.startsWith('$')
    ? (parsePath(property) ?? fail('jsonpath-invalid', `${at}/property`))
    : (claims: unknown) => own(claims, property);
  return ({ reader }) => read(reader.claims);
});
