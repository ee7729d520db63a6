import { readPublishedDate } from '../../facts/read-published-date.js';
import { onlyWith } from './create-condition.js';
import { createConditionNode } from './create-condition-node.js';

/** "Published Date": how many hours ago the page was published, by its meta tags. */
export const publishedDate = createConditionNode(
  '',
  'the date of publication',
  () =>
    ({ facts }) =>
      readPublishedDate(facts.meta),
  onlyWith(/^(older|newer)-than$/),
);
