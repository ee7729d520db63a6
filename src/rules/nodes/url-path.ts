import { readUrlPath } from '../../facts/read-url-path.js';
import { createConditionNode } from './create-condition-node.js';

/** "URL Path": the path of the page, without query and fragment. */
export const urlPath = createConditionNode(
  '',
  'the path',
  () =>
    ({ facts }) =>
      readUrlPath(facts.url),
);
