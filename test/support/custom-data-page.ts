/** A feature that asks for custom data, and what its elements show. */
import { alwaysDoes, type PageVisit } from './bare-page.js';

/** A feature that is free where the page's own code says so. */
export const ASKS_CUSTOM_DATA = alwaysDoes({
  ...{ type: 'custom-data', property: 'free', condition: 'equals', value: true },
  ...{ yes: 'show', no: { id: 'closed', content: 'hide', components: ['register'] } },
});

/** State, outcome, decision, readable words and number of walls of each feature element. */
export const places = (reader: PageVisit): Promise<unknown[]> =>
  reader.page.$$eval('zephr-feature', (elements) =>
    elements.map((element) => [
      element.getAttribute('state'),
      element.getAttribute('outcome'),
      element.decision?.outcomeId,
      element.innerText.includes('w1'),
      element.querySelectorAll('zephr-registration-wall').length,
    ]),
  );
