import { own } from '../../lib/own.js';
import { aCondition } from './make-question.js';

/** "Custom Data": what the page's own code passed with `customData`. */
export const customData = aCondition(
  'property',
  'the custom data',
  (property) =>
    ({ facts }) =>
      own(facts.customData, property),
);
