/**
 * Walls in a window of 1280 × 1024 at 200 % and 400 % zoom (WCAG 2.2, 1.4.4 and 1.4.10): a page of 320 pixels scrolls to no side,
 * nothing is cut off, and a reader reaches all that can be used (2.4.11).
 */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { alwaysDoes, aPage, configWithFeatures, place, TOGETHER, useBrowser } from '../support/bare-page.js';
import { opened } from '../support/zone-pages.js';

const { visit } = useBrowser();

const LONG = `Newspaper${'subscription'.repeat(4)}s`;
const ADDRESS = 'https://www.example.com/a/path/that/has/no/place/to/break/and/goes/on/and/on.html';
const BENEFITS = ['All articles, also from the archive', LONG, 'The newspaper every morning'];
const offer = (id: string, per: string, amount: number): object => ({
  ...{ id, title: `${id} with a title of several words`, per, href: `/checkout?plan=${id}`, features: BENEFITS },
  ...{ price: { amount, currency: 'EUR' }, text: 'For all who read every day.' },
});
const FIELDS = [
  { name: 'email', type: 'email', required: true, hint: 'We write to this address, and to no other.' },
  { name: 'password', type: 'password', required: true, minLength: 12 },
  { name: 'country', type: 'select', label: 'Country', options: [{ value: 'de', label: `Germany, ${LONG}` }] },
  { name: 'terms', type: 'consent', label: `I have read the terms: ${LONG}`, href: '/terms', required: true },
];
const SIGN_IN = { href: '/login' };
const COMPONENTS: Readonly<Record<string, object>> = {
  registration: {
    ...{ type: 'registration-wall', heading: `Read on: ${LONG}`, text: `Why: ${ADDRESS}`, action: '/register' },
    ...{ fields: FIELDS, signIn: SIGN_IN },
  },
  offers: {
    ...{ type: 'paywall', text: `Why: ${ADDRESS}`, signIn: SIGN_IN },
    offers: [
      { ...offer('basic', 'month', 9.9), badge: 'Chosen by most' },
      offer('plus', 'month', 1234.5),
      offer('all', 'year', 99999.99),
    ],
  },
  choice: { type: 'paywall', toggle: true, offers: [offer('monthly', 'month', 9.9), offer('yearly', 'year', 99)] },
  block: {
    ...{ type: 'custom-block' },
    html: `<h2>${LONG}</h2><p>See <a href="/more">${ADDRESS}</a></p><ul><li>One</li><li>Two</li></ul>`,
  },
};

/** Runs in the page: what a reader cannot see or reach, each as a sentence. */
async function findFaults(): Promise<string[]> {
  // A zone slides into its place.
  for (const animation of document.getAnimations()) animation.finish();
  const all: Element[] = [];
  const collect = (root: Document | ShadowRoot): void => {
    for (const element of root.querySelectorAll('*')) {
      all.push(element);
      if (element.shadowRoot) collect(element.shadowRoot);
    }
  };
  collect(document);
  const shown = all.filter((element) => element.checkVisibility({ visibilityProperty: true }));
  const name = (element: Element): string => element.localName + (element.part.length ? `[${element.part.value}]` : '');
  const faults: string[] = [];
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) faults.push(`the page is ${over} px too wide`);
  for (const element of shown.filter((each) => each.getRootNode() !== document)) {
    const { left, right, width } = element.getBoundingClientRect();
    // An element that is only read out has a pixel, or is clipped.
    if (width <= 1 || element.localName === 'legend') continue;
    if (left < 0 || right > innerWidth)
      faults.push(`${name(element)} goes from ${Math.round(left)} to ${Math.round(right)} px`);
    const { overflowX, overflowY } = getComputedStyle(element);
    const isCut = /hidden|clip/;
    if (isCut.test(overflowX) && element.scrollWidth > element.clientWidth + 1) faults.push(`${name(element)} is cut`);
    if (isCut.test(overflowY) && element.scrollHeight > element.clientHeight + 1)
      faults.push(`${name(element)} is cut`);
  }
  const used = shown.filter(
    (element) => element.matches('a[href], button, input, select') && !element.closest('main > p'),
  );
  if (used.length === 0) faults.push('there is nothing to use');
  /** The element in the place of another, if that is not itself; the edge of the window where nothing is. */
  const findCover = (element: Element): string | null => {
    const box = element.getClientRects()[0]!;
    const at = [box.left + box.width / 2, box.top + box.height / 2] as const;
    let hit = document.elementFromPoint(...at);
    for (let inner = hit; inner; inner = hit === inner ? null : hit) {
      hit = inner;
      const deeper = inner.shadowRoot?.elementFromPoint(...at);
      if (deeper) hit = deeper;
    }
    if (!hit) return 'the edge';
    return element.contains(hit) || hit.contains(element) ? null : name(hit);
  };
  for (const element of used as HTMLElement[]) {
    element.focus();
    const end = performance.now() + 8000;
    // It may scroll into sight over some frames.
    while (findCover(element) && performance.now() < end) await new Promise((done) => requestAnimationFrame(done));
    const cover = findCover(element);
    if (cover) faults.push(`${name(element)} is under ${cover}`);
  }
  return faults;
}

suite('walls in a window that is zoomed', TOGETHER, () => {
  for (const [zoom, width, height] of [
    [200, 640, 512],
    [400, 320, 256],
  ] as const) {
    for (const id of Object.keys(COMPONENTS)) {
      for (const zone of ['inline', 'pop-up', 'sticky-footer'] as const) {
        test(`to ${zoom} %: ${id}, ${zone}, has all in sight and in reach`, async () => {
          const outcome = { content: { keep: { words: 30 } }, components: [id], zone };
          await using reader = await visit({
            // The compiler names functions with a helper, which a page does not have.
            before: 'globalThis.__name = (named) => named',
            config: configWithFeatures({ articles: alwaysDoes(outcome) }, { components: COMPONENTS }),
            html: aPage(place('articles')).replace(
              '<head>',
              '<head><meta name="viewport" content="width=device-width">',
            ),
          });
          if (zone !== 'inline') await opened(reader);
          await reader.page.setViewport({ width, height, deviceScaleFactor: zoom / 100 });
          const faults = await reader.page.evaluate(findFaults);

          assert.deepEqual(faults, []);
        });
      }
    }
  }
});
