import { createConditionNode } from './create-condition-node.js';

/** "User Agent": what the browser says it is. */
export const userAgent = createConditionNode(
  '',
  'the user agent',
  () =>
    ({ facts }) =>
      facts.userAgent,
);
