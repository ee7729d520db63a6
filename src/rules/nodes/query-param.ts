import { readSearchParam } from '../../facts/read-search-param.js';
import { createConditionNode } from './create-condition-node.js';

/** "Query Param": a parameter of the page's address. */
export const queryParam = createConditionNode(
  'key',
  'the query parameter',
  (key) =>
    ({ facts }) =>
      readSearchParam(facts.url, key),
);
