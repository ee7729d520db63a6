import { decodePath } from '../../lib/decode-path.js';
import { toCanonicalPath } from '../../lib/to-canonical-path.js';
import { compileOperator } from '../operators/compile-operator.js';
import { createConditionNode } from './create-condition-node.js';

/** "URL Path" in full: of any address, with a value that may be escaped or not. */
export const anyUrlPath = createConditionNode(
  '',
  'the path',
  () =>
    ({ facts: { url } }) =>
      url === undefined ? url : toCanonicalPath(url),
  (condition, value, at, registry) => {
    const isPart = /^(?:starts-with|contains|matches)$/.test(condition);
    const decode = (one: unknown): unknown =>
      // At the end of a path a space stays escaped.
      typeof one === 'string' ? decodePath(one).replace(/ $/, isPart ? ' ' : '%20') : one;
    return compileOperator(condition, Array.isArray(value) ? value.map(decode) : decode(value), at, registry);
  },
);
