import { readerOfAttribute } from '../../identity/read-attributes.js';
import { createConditionNode } from './create-condition-node.js';

/** "User Attribute": of the token's attributes, or of the reader's record in the user store. */
export const userAttribute = createConditionNode('attribute', 'the attribute', (attribute, _at, { config }) => {
  const read = readerOfAttribute(attribute, config.jwt?.userAttributes?.privateClaimName);
  return ({ reader }) => read(reader.identity);
});
