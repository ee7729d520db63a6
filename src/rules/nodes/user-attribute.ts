import { readerOfAttribute } from '../../identity/read-attributes.js';
import { aCondition } from './make-question.js';

/** "User Attribute": of the token's attributes, or of the reader's record in the user store. */
export const userAttribute = aCondition('attribute', 'the attribute', (attribute, _at, { config }) => {
  const read = readerOfAttribute(attribute, config.jwt?.userAttributes?.privateClaimName);
  return ({ reader }) => read(reader.identity);
});
