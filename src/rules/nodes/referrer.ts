import { createConditionNode } from './create-condition-node.js';

/** "Referrer": the address that the reader came from; empty for a direct visit. */
export const referrer = createConditionNode(
  '',
  'the referrer',
  () =>
    ({ facts }) =>
      facts.referrer,
);
