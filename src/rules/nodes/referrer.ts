import { aCondition } from './make-question.js';

/** "Referrer": the address that the reader came from; empty where he came from none. */
export const referrer = aCondition(
  '',
  'the referrer',
  () =>
    ({ facts }) =>
      facts.referrer,
);
