import { own } from '../../lib/own.js';
import { createConditionNode } from './create-condition-node.js';

/** "Meta Tags": what a meta tag of the page holds. */
export const metaTag = createConditionNode(
  'name',
  'the meta tag',
  (name) =>
    ({ facts }) =>
      own(facts.meta, name),
);
