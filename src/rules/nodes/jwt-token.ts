import { expectField, isText } from '../../config/expect.js';
import { fail } from '../../config/fail.js';
import { parsePath } from '../../lib/parse-path.js';
import { aCondition, type CompileNode } from './node-type.js';

/** "JWT Token": a claim of the verified token. Property by name or JSONPath. */
export const jwtToken: CompileNode = (node, at) => {
  const property = expectField<string>(node, 'property', isText, at);
  const path = parsePath(property) ?? fail('jsonpath-invalid', `${at}/property`);
  return aCondition(node, at, `the claim ${property}`, ({ reader }) => path(reader.identity.claims));
};
