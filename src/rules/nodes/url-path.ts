import { toPlainPath } from '../../lib/to-plain-path.js';
import { compileOperator } from '../operators/compile-operator.js';
import { createConditionNode } from './create-condition-node.js';

/** "URL Path": the canonical path of the page. This one reads plain addresses, and takes values without escapes. */
export const urlPath = createConditionNode(
  '',
  'the path',
  (_name, at, { _registry: registry }) =>
    (context) =>
      // Without an address this is no plain one either.
      toPlainPath(context.facts.url!) ?? (context._isIncomplete = !registry._missing('value-invalid', at)),
  (condition, value, at, registry) =>
    /%/.test(value as string)
      ? registry._missing('value-invalid', at)
      : compileOperator(condition, value, at, registry),
);
