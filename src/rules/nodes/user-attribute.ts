import { readerOfAttribute } from '../../identity/read-attributes.js';
import { createSplitNode } from './create-split-node.js';

/** "User Attribute": of the token's attributes, or of the reader's record in the user store; whole, or its parts. */
export const userAttribute = createSplitNode('attribute', 'the attribute', (attribute, _at, { config }) => {
  const read = readerOfAttribute(attribute, config.jwt?.userAttributes);
  return ({ reader }) => read(reader.identity);
});
