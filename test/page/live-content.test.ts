/** Content that the page changes behind a wall: after a login it is as the page wrote it. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  place,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const GOLD = aToken({ prod: 'gold' });
const entry = (name: string): string => `<article id="${name}"><p>${name} one two</p></article>`;
const FEED = entry('e2') + entry('e1');

/** A feature that customers read, and others as much of as an outcome says. */
function configWith(outcome: object, target?: object): Record<string, unknown> {
  return {
    ...configWithFeatures({
      articles: { rules: { anonymous: { components: ['register'], ...outcome } }, ...(target && { target }) },
    }),
    jwt: exampleConfig()['jwt'],
    products: { gold: { claimValue: 'gold', features: ['articles'] } },
  };
}

const PLACES = {
  element: {
    html: place('articles', FEED).replace('<zephr-feature', '<zephr-feature class="feed"'),
    target: undefined,
  },
  target: { html: `<div class="feed">${FEED}</div>`, target: { selector: '.feed' } },
  'range of comments': {
    html: `<div class="feed"><!-- ZEPHR_FEATURE feed -->${FEED}<!-- ZEPHR_FEATURE_END feed --></div>`,
    target: { comment: 'feed' },
  },
} as const;

/** The names of the entries that a reader sees, in order. */
const seen = (reader: PageVisit): Promise<string> =>
  reader.page.evaluate(() =>
    [...document.querySelectorAll('article')]
      .filter((article) => article.checkVisibility() && article.innerText.trim())
      .map((article) => article.innerText.trim().split(' ')[0])
      .join(' '),
  );

const signIn = async (reader: PageVisit): Promise<void> => {
  await reader.page.evaluate((token) => window.Zephr.setToken(token), GOLD);
  await reader.page.waitForFunction(() => !document.querySelector('zephr-registration-wall'), { timeout: 5000 });
};

/** Runs in the page, where `feed` is the place and `e3` the markup of another entry. */
const CHANGES: readonly { says: string; change: string; walled: string; shown: string; notIn?: string }[] = [
  {
    says: 'an entry comes first',
    change: `feed.querySelector('article, zephr-feature') ?? 0;
      const first = document.createRange().createContextualFragment(e3);
      const start = [...feed.childNodes].find((node) => node.nodeType === 8 && /FEATURE/.test(node.data));
      if (start) start.after(first); else feed.prepend(first);`,
    walled: 'e3',
    shown: 'e3 e2 e1',
  },
  {
    says: 'an entry comes last',
    change: `const end = [...feed.childNodes].findLast((node) => node.nodeType === 8 && /FEATURE/.test(node.data));
      const last = document.createRange().createContextualFragment(e3);
      if (end) end.before(last); else feed.append(last);`,
    walled: 'e2',
    shown: 'e2 e1 e3',
  },
  {
    says: 'all is written again',
    change: `feed.innerHTML = e3 + e2 + e1;`,
    walled: 'e3',
    shown: 'e3 e2 e1',
    notIn: 'range of comments',
  },
  {
    says: 'all is replaced, in one step and again',
    change: `for (const markup of [e3, e2 + e3, e1 + e3]) {
        feed.replaceChildren(document.createRange().createContextualFragment(markup));
        await new Promise((done) => setTimeout(done, 30));
      }`,
    walled: 'e1',
    shown: 'e1 e3',
    notIn: 'range of comments',
  },
  {
    says: 'an entry is corrected by code that holds it',
    change: `entries[1].querySelector('p').textContent = 'e1* one two';`,
    walled: 'e2',
    shown: 'e2 e1*',
  },
  { says: 'an entry is taken back by code that holds it', change: `entries[1].remove();`, walled: 'e2', shown: 'e2' },
  { says: 'the entry that is kept is taken back', change: `entries[0].remove();`, walled: 'e1', shown: 'e1' },
  {
    says: 'the text that is cut is corrected',
    change: `entries[0].querySelector('p').textContent = 'e2* one two';`,
    walled: 'e2*',
    shown: 'e2* e1',
  },
];

const run = (reader: PageVisit, change: string): Promise<unknown> =>
  reader.page.evaluate(`(async () => {
    const feed = document.querySelector('.feed'), { entries } = window;
    const [e1, e2, e3] = ['e1', 'e2', 'e3'].map((name) => '<article id="' + name + '"><p>' + name + ' one two</p></article>');
    ${change}
    await new Promise((done) => setTimeout(done, 50));
  })()`);

const HOLDS_ENTRIES = `addEventListener('DOMContentLoaded', () => (window.entries = [...document.querySelectorAll('article')]));`;

for (const [kind, { html, target }] of Object.entries(PLACES)) {
  suite(`in a walled ${kind}`, TOGETHER, () => {
    for (const { says, change, walled, shown } of CHANGES.filter((each) => each.notIn !== kind)) {
      for (const [how, content] of [
        ['nothing', 'hide'],
        ['its beginning', { keep: { words: 2 } }],
      ] as const) {
        test(`of which ${how} is kept, ${says}`, async () => {
          await using reader = await visit({
            config: configWith({ content }, target),
            html: aPage(html),
            before: HOLDS_ENTRIES,
          });
          await reader.page.waitForSelector('zephr-registration-wall');
          await run(reader, change);
          const before = await seen(reader);
          const walls = await reader.page.$$eval('zephr-registration-wall', ({ length }) => length);
          await signIn(reader);

          assert.deepEqual([before, walls, await seen(reader)], [content === 'hide' ? '' : walled, 1, shown]);
        });
      }
    }
  });
}

suite('a page that writes its walled content again', TOGETHER, () => {
  for (const [kind, { html, target }] of Object.entries(PLACES).slice(0, 2)) {
    test(`every frame keeps its wall, and its ${kind} opens after a login`, async () => {
      await using reader = await visit({
        config: configWith({ content: { keep: { words: 2 } } }, target),
        html: aPage(html),
        before: HOLDS_ENTRIES,
      });
      await reader.page.waitForSelector('zephr-registration-wall');
      await run(
        reader,
        `let turn = 0;
        const write = () => {
          feed.innerHTML = '<article><p>turn' + ++turn + ' one two</p></article>' + e2 + e1;
          if (turn < 60) requestAnimationFrame(write);
        };
        write();
        await new Promise((done) => setTimeout(done, 2500));`,
      );
      const walled = await seen(reader);
      const walls = await reader.page.$$eval('zephr-registration-wall', ({ length }) => length);
      await signIn(reader);

      assert.deepEqual([walled, walls, await seen(reader)], ['turn60', 1, 'turn60 e2 e1']);
    });

    test(`whenever it is cut ends nothing, and shows nothing, in an ${kind}`, async () => {
      await using reader = await visit({
        config: configWith({ content: { keep: { words: 2 } } }, target),
        html: aPage(html),
        before: HOLDS_ENTRIES,
      });
      await reader.page.waitForSelector('zephr-registration-wall');
      const turns = await reader.page.evaluate(`(async () => {
        const feed = document.querySelector('.feed');
        let turns = 0;
        const observer = new MutationObserver(() => {
          turns++;
          if (feed.querySelector('.insistent')) return;
          const text = document.createElement('p');
          text.className = 'insistent';
          text.textContent = 'secret one two three';
          feed.append(text);
        });
        observer.observe(feed, { childList: true });
        feed.append('more');
        await new Promise((done) => setTimeout(done, 300));
        observer.disconnect();
        return turns;
      })()`);
      const text = await reader.page.$eval('main', (main) => main.innerText);

      assert.ok((turns as number) > 10 && (turns as number) < 5000, `${String(turns)} turns`);
      assert.equal(text.includes('secret'), false);
    });
  }

  test('reports each limit of work once, by its name', async () => {
    await using reader = await visit({ config: configWith({ content: 'hide' }), html: aPage(PLACES['element'].html) });
    await reader.page.waitForSelector('zephr-registration-wall');
    const messages = await reader.page.evaluate(`(async () => {
      for (let turn = 0; turn < 60; turn++) {
        document.querySelector('zephr-registration-wall')?.remove();
        await new Promise((done) => setTimeout(done));
      }
      return seen.filter(({ type }) => type === 'zephr-fault').map(({ detail }) => detail.code + ' ' + detail.message);
    })()`);

    assert.equal((messages as string[]).length, 1);
    assert.match((messages as string[])[0]!, /^work-limit MAX_WALL_RETURNS: a script has removed a wall 20 times/);
  });
});
