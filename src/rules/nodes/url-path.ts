import { readUrlPath } from '../../facts/read-url-path.js';
import { aCondition } from './make-question.js';

/** "URL Path": the path of the page, without query and fragment. */
export const urlPath = aCondition(
  '',
  'the path',
  () =>
    ({ facts }) =>
      readUrlPath(facts.url),
);
