import { aCondition } from './make-question.js';

/** "User Agent": what the browser says it is. */
export const userAgent = aCondition(
  '',
  'the user agent',
  () =>
    ({ facts }) =>
      facts.userAgent,
);
