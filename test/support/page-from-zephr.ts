/** Pages that come from Zephr's own script. */
import { place, type PageVisit } from './bare-page.js';

/** Both features of the tutorial. */
export const BODY = place('articles') + place('videos');

/** An outcome with a label. */
export const WALL = { id: 'wall', label: 'Wall', content: 'hide', components: ['register'] };

/** Notes the events of Zephr, and what the data layer held by then. */
export const NOTE = `window.noted = [];
for (const type of ['browserDecisionsFinished', 'dataLayerReady']) window.addEventListener('zephr.' + type, (event) => {
  noted.push([type, event.target === document, (window.dataLayer ?? []).length,
    [...document.querySelectorAll('zephr-feature')].map((place) => place.getAttribute('state')).join(' ')]);
});`;

/** The noted events, in order. */
export const noted = (reader: PageVisit): Promise<unknown[][]> =>
  reader.page.evaluate(() => (window as unknown as { noted: unknown[][] }).noted);

/** Waits until an event was noted so many times. */
export const hears = (reader: PageVisit, type: string, times = 1): Promise<unknown> =>
  reader.page.waitForFunction(
    (name, least) => {
      const { noted: all } = window as unknown as { noted: unknown[][] };
      return all.filter(([found]) => found === name).length >= least;
    },
    { timeout: 8000 },
    type,
    times,
  );

/** Calls Zephr's `run` and awaits it. */
export const runs = (reader: PageVisit, ...call: unknown[]): Promise<void> =>
  reader.page.evaluate(async (given) => {
    await window.zephrBrowser.run(...given);
  }, call);
