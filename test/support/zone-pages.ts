/** Pages with pop-ups and sticky footers. */
import { alwaysDoes, aPage, configWithFeatures, place, type PageVisit, type VisitWish } from './bare-page.js';
import type {} from '../../components/zone/define.js';

/** The registration wall in a pop-up. */
export const POP_UP = { content: 'hide', components: ['register'], zone: 'pop-up' };

/** A page with one feature element that has the same outcome for all readers. */
export const withZone = (outcome: object, changes: VisitWish = {}): VisitWish => ({
  config: configWithFeatures({ articles: alwaysDoes(outcome) }),
  html: aPage(place('articles')),
  ...changes,
});

/** The text of the walls in a zone; `null` while it is closed. */
export const zoneText = (reader: PageVisit, feature = 'articles'): Promise<string | null> =>
  reader.page.evaluate((name) => {
    const place = document.documentElement.querySelector(`zephr-feature[feature="${name}"]`);
    const zone = place?.shadowRoot?.querySelector('zephr-zone');
    const panel = zone?.shadowRoot?.querySelector('[part="panel"]');
    if (!zone || !panel?.getClientRects().length) return null;
    const slots = [...zone.querySelectorAll('slot')].flatMap((slot) => slot.assignedElements());
    return slots.map((element) => element.shadowRoot?.querySelector('h2')?.textContent ?? element.textContent).join();
  }, feature);

/** Waits until the zone of a feature is open. */
export const opened = (reader: PageVisit, feature = 'articles'): Promise<unknown> =>
  reader.page.waitForFunction(
    (name) =>
      document.documentElement
        .querySelector(`zephr-feature[feature="${name}"]`)
        ?.shadowRoot?.querySelector('zephr-zone')
        ?.shadowRoot?.querySelector('[part="panel"]')
        ?.getClientRects().length,
    { timeout: 8000 },
    feature,
  );

/** The types of events of walls and zones, in order. */
export const eventsOfZones = async (reader: PageVisit): Promise<string[]> =>
  (await reader.events('')).map(({ type }) => type).filter((type) => /wall|dismiss/.test(type));
