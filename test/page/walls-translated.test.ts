import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  configWithFeatures,
  place,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const offer = (id: string, per: string, amount: number): object => ({
  ...{ id, title: `Plan ${id}`, per, href: `/checkout?plan=${id}` },
  price: { amount, currency: 'EUR' },
});
const config = configWithFeatures(
  { articles: alwaysDoes({ content: 'hide', components: ['subscribe'] }) },
  {
    components: {
      subscribe: {
        ...{ type: 'paywall', heading: 'Subscribe', toggle: true },
        offers: [offer('monthly', 'month', 9.9), offer('yearly', 'year', 99)],
      },
    },
  },
);

/** Ways in which translators change a page, in open shadow roots too. */
const TRANSLATORS: Readonly<Record<string, string>> = {
  'puts texts into font elements': `(text) => {
    const outer = document.createElement('font'), inner = document.createElement('font');
    inner.append('T ' + text.data); outer.append(inner); text.replaceWith(outer);
  }`,
  'moves texts into font elements': `(text) => {
    const font = document.createElement('font'); text.replaceWith(font); font.append(text);
  }`,
  'replaces texts by others': `(text) => text.replaceWith('T ' + text.data)`,
  'changes texts in place': `(text) => { text.data = 'T ' + text.data; }`,
  'takes texts away': `(text) => text.remove()`,
};

const translate = (reader: PageVisit, change: string): Promise<unknown> =>
  reader.page.evaluate(`(() => {
    const change = ${change};
    const walk = (node) => {
      if (node.nodeType === 3) { if (node.data.trim()) change(node); return; }
      if (node.localName === 'style' || node.localName === 'script') return;
      if (node.shadowRoot) walk(node.shadowRoot);
      for (const child of [...node.childNodes]) walk(child);
    };
    walk(document.body);
  })()`);

/** Texts and address of the offer that is shown. */
const readOffer = (reader: PageVisit): Promise<readonly [text: string, plan: string | null]> =>
  reader.page.evaluate(() => {
    const root = document.querySelector('zephr-paywall')!.shadowRoot!;
    const shown = root.querySelector('[part~=offer]')!;
    const link = shown.querySelector<HTMLAnchorElement>('a[href]')!;
    return [shown.textContent.replace(/\s+/g, ' ').trim(), new URL(link.href).searchParams.get('plan')] as const;
  });
const choose = (reader: PageVisit, index: number): Promise<void> =>
  reader.page.evaluate(async (at) => {
    const wall = document.querySelector('zephr-paywall')!;
    wall.shadowRoot!.querySelectorAll<HTMLInputElement>('input[type=radio]')[at]!.click();
    await wall.updateComplete;
  }, index);

suite('a paywall whose page a translator has changed', TOGETHER, () => {
  for (const [says, change] of Object.entries(TRANSLATORS)) {
    test(`shows price and link of one plan where it ${says}`, async () => {
      await using reader = await visit({ html: aPage(place('articles')), config });
      await translate(reader, change);
      await choose(reader, 1);
      const [yearly, plan] = await readOffer(reader);
      await translate(reader, change);
      await choose(reader, 0);
      const [monthly, next] = await readOffer(reader);

      assert.deepEqual([plan, next], ['yearly', 'monthly']);
      assert.match(yearly, /Plan yearly.*99/);
      assert.match(monthly, /Plan monthly.*9\.90/);
    });
  }
});
