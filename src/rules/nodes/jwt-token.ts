import { own } from '../../lib/own.js';
import type { CompileNode } from '../node-registry.js';
import { createConditionNode } from './create-condition-node.js';

const named = createConditionNode('property', 'the claim', (property, at, { _registry: registry }) =>
  property.startsWith('$')
    ? registry._missing('jsonpath-invalid', `${at}/property`)
    : ({ reader }) => own(reader.claims, property),
);

/** "JWT Token": a claim of the verified token by its name, `https://site/roles` is one too. */
export const jwtToken: CompileNode = (node, at, compileContext) =>
  node['split'] ? compileContext._registry._missing('value-invalid', at) : named(node, at, compileContext);
