/** Trials by article: stories one below the other, and how an article is named. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { SAME_STORY_MS } from '../../src/page/ledger/limits.js';
import { aPage, place, SCRIPT, TOGETHER, useBrowser, type PageVisit } from '../support/bare-page.js';
import { aSite, configWithTrial, itemsIn } from '../support/counting-pages.js';

const { visit } = useBrowser();

/** The counted items, in the order in which they were counted. */
const counted = (reader: PageVisit): Promise<string[]> => itemsIn(reader.page);
/**
 * Runs code in the page once what it adds is another story than what is there already, and waits until the page shows what came
 * of it.
 */
const run = async (reader: PageVisit, code: string): Promise<void> => {
  const wait = (ms: number): Promise<unknown> =>
    reader.page.evaluate((delay) => new Promise((done) => setTimeout(done, delay)), ms);
  await wait(SAME_STORY_MS + 50);
  await reader.page.evaluate(code);
  await wait(250);
};
/** Numbers of the stories that can be read. */
const open = (reader: PageVisit): Promise<string> =>
  reader.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.story')]
      .filter((story) => story.innerText.includes('body'))
      .map((story) => story.id)
      .join(),
  );
const story = (id: number, attributes = '', tag = 'article', around = ''): string =>
  `<${tag} class="story" id="${id}" ${around}>${place('articles', `<p>body ${id}</p>`, attributes)}</${tag}>`;
const append = (markup: string): string =>
  `document.querySelector('main').insertAdjacentHTML('beforeend', \`${markup}\`)`;
const replace = (path: string): string => `history.replaceState(null, '', '${path}')`;
const two = configWithTrial({ limit: 2 });

suite('stories one below the other', TOGETHER, () => {
  test('that name themselves count apart, whatever the address says', async () => {
    await using reader = await visit(aSite({ config: two, html: aPage(story(1, 'item="/1"')) }));
    await run(reader, append(story(2, 'item="/2"') + story(3, 'item="/3"')));
    const before = await open(reader);
    await run(reader, replace('/3'));
    await run(reader, replace('/7'));

    assert.deepEqual([before, await open(reader), await counted(reader)], ['1,2', '1,2', ['/1', '/2']]);
  });

  test('one item is one article, however many elements have it and however it is written', async () => {
    const same = ['/2', '/2/', 'https://site.example/2#end', ' /2 '].map((item) => story(2, `item="${item}"`)).join('');
    await using reader = await visit(aSite({ config: two, html: aPage(story(1, 'item="/1"') + same) }));

    assert.deepEqual([await open(reader), await counted(reader)], ['1,2,2,2,2', ['/1', '/2']]);
  });

  test('an item that changes is another article, and ids of the site are taken as they are', async () => {
    await using reader = await visit(aSite({ config: two, html: aPage(story(1, 'item="a/1"')) }));
    await run(reader, `document.querySelector('zephr-feature').setAttribute('item', 'b/2')`);
    const second = await open(reader);
    await run(reader, `document.querySelector('zephr-feature').setAttribute('item', 'c')`);
    const third = await open(reader);
    await run(reader, `document.querySelector('zephr-feature').setAttribute('item', 'a/1')`);

    assert.deepEqual([second, third, await open(reader)], ['1', '', '1']);
    assert.deepEqual(await counted(reader), ['a/1', 'b/2']);
  });

  for (const tag of ['article', 'section', 'div']) {
    test(`that name nothing, each in its own ${tag}, take the address at which they are read`, async () => {
      await using reader = await visit(aSite({ config: two, html: aPage(story(1, '', tag)) }));
      await run(reader, append(story(2, '', tag)));
      await run(reader, replace('/2'));
      await run(reader, append(story(3, '', tag)));
      const early = await open(reader);
      await run(reader, replace('/3'));
      const third = await open(reader);
      await run(reader, replace('/2'));

      // Without a part of the page that holds each, the third may be the end of the second.
      assert.equal(early, tag === 'div' ? '1,2,3' : '1,2');
      assert.deepEqual([third, (await open(reader)).slice(0, 3)], ['1,2', '1,2']);
      assert.deepEqual(await counted(reader), ['/1', '/2']);
    });
  }

  test('go on where the next one has the address pushed', async () => {
    await using reader = await visit(aSite({ config: two, html: aPage(story(1)) }));
    await run(reader, append(story(2)));
    await run(reader, `history.pushState(null, '', '/2')`);
    await run(reader, append(story(3)));
    await run(reader, `history.pushState(null, '', '/3')`);

    assert.deepEqual([await open(reader), await counted(reader)], ['1,2', ['/1', '/2']]);
  });

  test('parts of one story that come late are open with it, also when nothing is left', async () => {
    const one = configWithTrial({ limit: 1 });
    await using reader = await visit(aSite({ config: one, html: aPage(story(1)) }));
    await run(
      reader,
      `document.querySelector('article').insertAdjacentHTML('beforeend', \`${story(2, '', 'section')}\`)`,
    );

    assert.deepEqual([await open(reader), await counted(reader)], ['1,2', ['/1']]);
  });

  test('an element that a router keeps is judged by the address to which it leads', async () => {
    const one = configWithTrial({ limit: 1 });
    await using reader = await visit(aSite({ config: one, html: aPage(story(1)) }));
    await run(
      reader,
      `history.pushState(null, '', '/2'); document.querySelector('zephr-feature p').textContent = 'body 2'`,
    );

    assert.deepEqual([await open(reader), await counted(reader)], ['', ['/1']]);
  });

  test('and page views count once for each', async () => {
    const views = configWithTrial({ limit: 3, counts: 'page-view' });
    await using reader = await visit(aSite({ config: views, html: aPage(story(1, 'item="/1"')) }));
    await run(reader, append(story(2, 'item="/2"')));
    await run(reader, replace('/2'));
    await run(reader, 'window.Zephr.refresh()');
    await run(reader, replace('/1'));

    assert.deepEqual([await open(reader), await counted(reader)], ['1,2', ['/1', '/2']]);
  });

  test('targets are named by themselves or by what is around them, also when that changes', async () => {
    const config = configWithTrial({ limit: 2 });
    Object.assign((config['features'] as Record<string, object>)['articles']!, { target: { selector: '.body' } });
    const target = (id: number, around: string, own = ''): string =>
      `<div class="story" id="${id}" ${around}><div class="body" ${own}>body ${id}</div></div>`;
    const html = aPage(
      target(1, 'data-zephr-item="/1"') + target(2, '', 'data-zephr-item="/2"') + target(3, 'data-zephr-item="/3"'),
    );
    await using reader = await visit(aSite({ config, html }));
    await reader.page.waitForFunction(() => document.querySelector('zephr-registration-wall'));
    const before = await open(reader);
    await run(reader, `document.getElementById('3').dataset.zephrItem = '/1/'`);

    assert.deepEqual([before, await open(reader), await counted(reader)], ['1,2', '1,2,3', ['/1', '/2']]);
  });
});

suite('an article', TOGETHER, () => {
  const linked = (href: string): string => aPage(place('articles'), `<link rel="canonical" href="${href}">${SCRIPT}`);
  for (const [says, path, html, item] of [
    ['is its canonical address', '/story/?page=2', linked('https://www.site.example/story'), '/story'],
    ['keeps the query of its canonical address', '/index.php?id=7&x', linked('/index.php?id=7'), '/index.php?id=7'],
    ['is the path where there is no canonical address', '/story/?page=2', aPage(place('articles')), '/story'],
    ['is the path where the canonical address is the front page', '/story', linked('/'), '/story'],
    ['is the path where the canonical address is no address', '/story', linked('http://['), '/story'],
  ] as const) {
    test(says, async () => {
      await using reader = await visit({ config: two, path, html });

      assert.deepEqual(await counted(reader), [item]);
    });
  }

  test('is the path where the config says so', async () => {
    await using reader = await visit({
      config: { ...two, usage: { item: 'path' } },
      path: '/story/2/',
      html: linked('/story'),
    });

    assert.deepEqual(await counted(reader), ['/story/2']);
  });

  test('is the new path where a router sets the canonical address late, or forgets it', async () => {
    await using reader = await visit({ config: configWithTrial({ limit: 9 }), path: '/a', html: linked('/x/a') });
    const link = `document.querySelector('link[rel=canonical]')`;
    await run(reader, `history.pushState(null, '', '/b'); setTimeout(() => (${link}.href = '/x/b'), 20)`);
    await run(reader, `history.pushState(null, '', '/c')`);
    await run(reader, `${link}.remove()`);

    assert.deepEqual(await counted(reader), ['/x/a', '/b', '/c']);
  });
});
