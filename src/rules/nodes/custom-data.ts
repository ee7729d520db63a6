import { own } from '../../lib/own.js';
import { createConditionNode } from './create-condition-node.js';

/** "Custom Data": what the page's own code passed with `customData`. */
export const customData = createConditionNode(
  'property',
  'the custom data',
  (property) =>
    ({ facts }) =>
      own(facts.customData, property),
);
