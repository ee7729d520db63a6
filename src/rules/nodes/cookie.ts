import { own } from '../../lib/own.js';
import { aCondition } from './make-question.js';

/** A cookie that the page can read, by its name; never the token's. */
export const cookie = aCondition(
  'name',
  'the cookie',
  (name) =>
    ({ facts }) =>
      own(facts.cookies, name),
);
