import { own } from '../../lib/own.js';
import { aCondition } from './make-question.js';

/** "Meta Tags": what a meta tag of the page holds. */
export const metaTag = aCondition(
  'name',
  'the meta tag',
  (name) =>
    ({ facts }) =>
      own(facts.meta, name),
);
