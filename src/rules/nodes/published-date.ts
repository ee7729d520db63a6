import { readPublishedDate } from '../../facts/read-published-date.js';
import { createConditionNode, onlyWith } from './create-condition.js';

/** "Published Date": how many hours ago the page was published, by its meta tags. */
export const publishedDate = createConditionNode(
  '',
  'the date of publication',
  () =>
    ({ facts }) =>
      readPublishedDate(facts.meta),
  onlyWith(/^(older|newer)-than$/),
);
