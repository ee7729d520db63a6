import { readPublishedDate } from '../../facts/read-published-date.js';
import { aCondition, onlyWith } from './make-question.js';

/** "Published Date": how many hours ago the page was published, by its meta tags. */
export const publishedDate = aCondition(
  '',
  'the date of publication',
  () =>
    ({ facts }) =>
      readPublishedDate(facts.meta),
  onlyWith(/^(older|newer)-than$/),
);
