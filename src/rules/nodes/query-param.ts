import { readSearchParam } from '../../facts/read-search-param.js';
import { aCondition } from './make-question.js';

/** "Query Param": a parameter of the page's address. */
export const queryParam = aCondition(
  'key',
  'the query parameter',
  (key) =>
    ({ facts }) =>
      readSearchParam(facts.url, key),
);
