import { own } from '../../lib/own.js';
import { createConditionNode } from './create-condition-node.js';

/** A cookie that the page can read, by its name; never the token's. */
export const cookie = createConditionNode(
  'name',
  'the cookie',
  (name) =>
    ({ facts }) =>
      own(facts.cookies, name),
);
