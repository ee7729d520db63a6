import { own } from '../../lib/own.js';
import { createConditionNode } from './create-condition-node.js';

/** "JWT Token": a claim of the verified token by its name, `https://site/roles` is one too. */
export const jwtToken = createConditionNode('property', 'the claim', (property, at, { _registry: registry }) =>
  property.startsWith('$')
    ? registry._missing('jsonpath-invalid', `${at}/property`)
    : ({ reader }) => own(reader.claims, property),
);
