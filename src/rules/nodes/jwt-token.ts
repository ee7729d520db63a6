import { own } from '../../lib/own.js';
import type { CompileNode } from '../node-registry.js';
import { createConditionNode } from './create-condition-node.js';

const named = createConditionNode(
  'property',
  'the claim',
  (property) =>
    ({ reader }) =>
      own(reader.claims, property),
);

/**
 * "JWT Token": a claim of the verified token by its name, `https://site/roles` is one too. JSONPaths and parts of texts need
 * the complete registry.
 */
export const jwtToken: CompileNode = (node, at, compileContext) =>
  node['split'] || (node['property'] as string | undefined)?.[0] === '$'
    ? compileContext._registry._missing('jsonpath-invalid', `${at}/property`)
    : named(node, at, compileContext);
