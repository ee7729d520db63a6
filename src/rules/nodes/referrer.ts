import { createConditionNode } from './create-condition-node.js';

/** "Referrer": the address that the reader came from; empty where there is none. */
export const referrer = createConditionNode(
  '',
  'the referrer',
  () =>
    ({ facts }) =>
      facts.referrer,
);
