import { USER_STATES } from '../model/user-states.js';
import { comparison } from './conditions.js';
import type { NodeBuilder, NodeSchemas } from './node-builder.js';
import { claimOrPath, oneOf, reference, ownName, split } from './places.js';

type ReaderNode = 'jwt-token' | 'jwt-expired' | 'user-attribute' | 'has-product' | 'feature' | 'user-state';

/** Creates the schemas of the nodes that ask about the token and the reader. */
export function createReaderNodes(builder: NodeBuilder): NodeSchemas<ReaderNode> {
  return {
    'jwt-token': builder.condition('jwt-token', 'JWT Token: compares a claim of the verified token.', {
      property: claimOrPath('Name of a claim, or a JSONPath that begins with `$`.'),
      split: split('Compares each part of a text, split at this: `" "` for `scope`.'),
      ...comparison,
    }),
    'jwt-expired': builder.condition('jwt-expired', 'JWT Expired: the token was valid and has expired.'),
    'user-attribute': builder.condition('user-attribute', 'User Attribute: compares an attribute of the reader.', {
      attribute: ownName('Name of the attribute.'),
      split: split('Compares each part of a text, split at this.'),
      ...comparison,
    }),
    'has-product': builder.condition('has-product', 'Has Product: the reader holds this product.', {
      product: reference('products', 'Id of an entry of `products`.', 'type-wrong', 'type-wrong'),
    }),
    feature: builder.condition('feature', 'Feature: the reader holds a product that grants this feature.', {
      feature: reference('features', 'Id of an entry of `features`.', 'type-wrong', 'type-wrong'),
    }),
    'user-state': builder.condition(
      'user-state',
      'User state: the state of the reader for the feature being decided.',
      {
        is: oneOf(USER_STATES, 'The user state to compare with.'),
      },
    ),
  };
}
