import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, aToken, configWithFeatures, exampleConfig, STORY, TOGETHER, useBrowser } from '../support/bare-page.js';
import type { PageVisit } from '../support/bare-page.js';

const { visit } = useBrowser();

const GOLD = aToken({ prod: 'gold' });
const WALL = { content: 'hide', components: ['register'] };

/** The example, its articles found by what a test names. */
function configWithTarget(target: object, changes: object = {}): Record<string, unknown> {
  const config = exampleConfig();
  const features = config['features'] as Record<string, object>;
  const products = { gold: { claimValue: 'gold', features: ['articles'] } };
  return { ...config, products, features: { articles: { ...features['articles'], target, ...changes } } };
}

const bySelector = configWithTarget({ selector: '.story' });
const byComment = configWithTarget({ comment: 'body' });
const IN_ELEMENT = `<div class="story" id="story">${STORY}</div><p id="after">After</p>`;
const IN_COMMENTS = `<div id="story"><h1>Head</h1><!-- ZEPHR_FEATURE body -->${STORY}<!-- ZEPHR_FEATURE_END body --><footer>Foot</footer></div>`;

/** Waits until the page has as many places that are walled. */
const walled = (reader: PageVisit, count = 1): Promise<unknown> =>
  reader.page.waitForFunction(
    (wanted) =>
      document.querySelectorAll('zephr-feature[data-zephr-target][state=walled] > zephr-registration-wall').length ===
      wanted,
    { timeout: 5000 },
    count,
  );

/** Waits until the chunk of the targets has done its work. */
const ready = async (reader: PageVisit): Promise<void> => {
  await reader.page.waitForFunction(
    () => performance.getEntriesByType('resource').some(({ name }) => name.includes('/targets-')),
    { timeout: 5000 },
  );
  await reader.page.evaluate(() => window.Zephr.refresh());
  await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
};

const textOf = (reader: PageVisit, selector = 'main'): Promise<string> =>
  reader.page.$eval(selector, (element) => (element as HTMLElement).innerText);

const faultsOf = async (reader: PageVisit): Promise<string[]> =>
  (await reader.events<{ feature: string; code: string; pointer: string }>('zephr-fault')).map(
    ({ detail: { feature, code, pointer } }) => `${feature} ${code} ${pointer}`,
  );

suite('a target', TOGETHER, () => {
  for (const [says, config, html] of [
    ['an element by its selector', bySelector, IN_ELEMENT],
    ['the nodes between comments', byComment, IN_COMMENTS],
    ['the nodes between comments of older pages', byComment, IN_COMMENTS.replaceAll('ZEPHR_', 'BLAIZE_')],
  ] as const) {
    test(`is ${says}: a wall is shown there`, async () => {
      await using reader = await visit({ config, html: aPage(html) });
      await walled(reader);
      const text = await textOf(reader);

      assert.deepEqual([text.includes('w1'), /Head|After/.test(text)], [false, true]);
    });

    test(`is ${says}: a reader with access finds the page as it was`, async () => {
      await using reader = await visit({ config, html: aPage(html), token: GOLD });
      const before = await reader.page.$eval('main', (main) => main.innerHTML);
      await ready(reader);

      assert.equal(await reader.page.$eval('main', (main) => main.innerHTML), before);
      assert.equal(before.includes('zephr-feature'), false);
    });

    test(`is ${says}: after a login the very same nodes are back, with listeners and state`, async () => {
      await using reader = await visit({
        config,
        html: aPage(html.replace('<p>w1', '<p><button>Vote</button><input></p><p>w1')),
        before: `addEventListener('DOMContentLoaded', () => {
          window.before = [...document.querySelectorAll('#story *')];
          document.querySelector('button').addEventListener('click', () => (window.voted = true));
          document.querySelector('input').value = 'typed';
          window.markup = document.querySelector('#story').innerHTML;
        });`,
      });
      await walled(reader);
      await reader.setCookies([{ name: 'blaize_jwt', value: GOLD }]);
      await reader.page.waitForFunction(() => !document.querySelector('zephr-feature'), { timeout: 5000 });

      const back = await reader.page.evaluate(() => {
        const watched = window as unknown as { before: Element[]; voted: boolean; markup: string };
        const now = [...document.querySelectorAll('#story *')];
        document.querySelector('button')!.click();
        return {
          same: now.length === watched.before.length && now.every((node, index) => node === watched.before[index]),
          voted: watched.voted,
          typed: document.querySelector('input')!.value,
          markup: document.querySelector('#story')!.innerHTML === watched.markup,
        };
      });
      assert.deepEqual(back, { same: true, voted: true, typed: 'typed', markup: true });
    });
  }

  test('keeps the beginning where the outcome says so', async () => {
    await using reader = await visit({ config: bySelector, html: aPage(IN_ELEMENT), token: aToken() });
    await reader.page.waitForSelector('zephr-feature[state=walled] zephr-paywall');
    const text = await textOf(reader);

    assert.deepEqual([text.includes('w60'), text.includes('w61')], [true, false]);
  });

  test('is never seen before it is gated, with the line of the documentation', async () => {
    await using reader = await visit({
      config: bySelector,
      html: aPage(
        IN_ELEMENT,
        '<style>.story { visibility: var(--zephr-targets, hidden); }</style><script src="/zephr.js" data-config="/zephr.json" async></script>',
      ),
      token: GOLD,
      settle: false,
      before: `addEventListener('DOMContentLoaded', () => {
        window.first = getComputedStyle(document.querySelector('.story p')).visibility;
      });`,
    });
    const first = await reader.page.evaluate('first');
    await reader.page.waitForFunction(
      () => getComputedStyle(document.querySelector('.story p')!).visibility === 'visible',
      { timeout: 5000 },
    );

    assert.equal(first, 'hidden');
    assert.equal(await reader.page.evaluate(() => document.querySelector('zephr-feature')), null);
  });

  test('that is a frame is gated as a whole, and back after a login', async () => {
    await using reader = await visit({
      config: bySelector,
      html: aPage('<div id="around"><iframe class="story" srcdoc="<p>film</p>"></iframe></div>'),
    });
    await walled(reader);
    const isSeen = (): Promise<boolean> =>
      reader.page.evaluate(() => document.querySelector('iframe')?.checkVisibility() ?? false);
    assert.equal(await isSeen(), false);
    await reader.setCookies([{ name: 'blaize_jwt', value: GOLD }]);
    await reader.page.waitForFunction(() => !document.querySelector('zephr-feature'), { timeout: 5000 });

    assert.equal(await isSeen(), true);
    assert.equal(await reader.page.$eval('#around', ({ children }) => children.length), 1);
  });

  test('shows a component beside content that may be read, and leaves that where it is', async () => {
    const config = configWithFeatures({
      articles: { target: { selector: '.story' }, rules: { anonymous: { content: 'show', components: ['register'] } } },
    });
    await using reader = await visit({ config, html: aPage(IN_ELEMENT) });
    await reader.page.waitForSelector('.story > zephr-feature[state=shown] > zephr-registration-wall');

    assert.match(await textOf(reader), /w100[^]*After/);
    assert.equal(await reader.page.$eval('.story > p', (p) => p.parentElement!.className), 'story');
  });

  test('is gated when it comes later, before it is painted', async () => {
    await using reader = await visit({ config: bySelector, html: aPage(IN_ELEMENT) });
    await walled(reader);
    const seen = await reader.page.evaluate(async () => {
      const story = document.createElement('div');
      story.className = 'story';
      story.textContent = 'w1 of a second story';
      document.querySelector('main')!.append(story);
      const visible: boolean[] = [];
      await new Promise((done) => requestAnimationFrame(done));
      visible.push(story.innerText.includes('w1'));
      await new Promise((done) => requestAnimationFrame(done));
      visible.push(story.innerText.includes('w1'));
      return visible;
    });
    await walled(reader, 2);

    assert.deepEqual(seen, [false, false]);
  });

  test('between comments is gated when its end comes last', async () => {
    await using reader = await visit({ config: byComment, html: aPage(IN_COMMENTS) });
    await walled(reader);
    await reader.page.evaluate(async () => {
      const main = document.querySelector('main')!;
      for (const node of [
        document.createComment(' ZEPHR_FEATURE body '),
        document.createTextNode('w1 second'),
        document.createComment('ZEPHR_FEATURE_END body'),
      ]) {
        main.append(node);
        await Promise.resolve();
      }
    });
    await walled(reader, 2);

    assert.equal((await textOf(reader)).includes('second'), false);
    assert.deepEqual(await faultsOf(reader), []);
  });

  test('is left alone until its framework has taken it over', async () => {
    await using reader = await visit({
      config: bySelector,
      html: aPage(IN_ELEMENT.replace('class="story"', 'class="story" defer-hydration')),
    });
    await ready(reader);
    const before = await reader.page.$eval('.story', (story) => story.children.length);
    await reader.page.$eval('.story', (story) => story.removeAttribute('defer-hydration'));
    await walled(reader);

    assert.equal(before, 1);
  });

  test('whose content is written again is gated again', async () => {
    await using reader = await visit({ config: bySelector, html: aPage(IN_ELEMENT) });
    await walled(reader);
    await reader.page.$eval('.story', (story) => (story.innerHTML = '<p>w1 anew</p>'));
    await walled(reader);
    await reader.page.$eval('.story', (story) => story.append('w2 more'));
    await walled(reader);
    const gated = await textOf(reader);
    await reader.setCookies([{ name: 'blaize_jwt', value: GOLD }]);
    await reader.page.waitForFunction(() => !document.querySelector('zephr-feature'), { timeout: 5000 });

    assert.equal(/w1|w2/.test(gated), false);
    assert.equal(await textOf(reader, '.story'), 'w1 anew\n\nw2 more');
  });

  test('that leaves the page and comes back is gated again', async () => {
    await using reader = await visit({ config: bySelector, html: aPage(IN_ELEMENT) });
    await walled(reader);
    await reader.page.evaluate(async () => {
      const story = document.querySelector('.story')!;
      story.remove();
      await new Promise((done) => setTimeout(done, 20));
      Object.assign(window, { away: story.textContent });
      document.querySelector('main')!.prepend(story);
    });
    await walled(reader);

    assert.equal((await textOf(reader)).includes('w1'), false);
    assert.match(String(await reader.page.evaluate('away')), /w1 .* w100/);
  });

  test('is given back and gated by the next config when a second start replaces the first', async () => {
    await using reader = await visit({ config: bySelector, html: aPage(IN_ELEMENT) });
    await walled(reader);
    const other = configWithTarget({ selector: '#after' });
    await reader.page.evaluate((config) => window.Zephr.start(config as never), other);
    await reader.page.waitForSelector('#after + zephr-feature[state=walled]');

    const text = await textOf(reader);
    assert.deepEqual([text.includes('w1'), text.includes('After')], [true, false]);
    assert.equal(await reader.page.$eval('.story', (story) => story.querySelector('zephr-feature')), null);
  });
});

suite('a target that is a mistake', TOGETHER, () => {
  const features = (targets: Record<string, object>): Record<string, unknown> =>
    configWithFeatures(
      Object.fromEntries(Object.entries(targets).map(([id, target]) => [id, { target, rules: { anonymous: WALL } }])),
    );
  const GOOD = { selector: '#good' };
  const PAGE = `<div id="good">w1</div>`;
  for (const [says, config, html, faults] of [
    [
      'a selector that the browser refuses',
      features({ bad: { selector: '[^data-x]' }, good: GOOD }),
      PAGE,
      ['bad selector-invalid /features/bad/target/selector'],
    ],
    [
      'a marker without its end',
      features({ bad: { comment: 'x' }, good: GOOD }),
      `<!-- ZEPHR_FEATURE x --><p>w2</p>${PAGE}`,
      ['bad target-unclosed /features/bad/target/comment'],
    ],
    [
      'a marker whose end is in another element',
      features({ bad: { comment: 'x' }, good: GOOD }),
      `<div><!-- ZEPHR_FEATURE x --><p>w2</p></div><!-- ZEPHR_FEATURE_END x -->${PAGE}`,
      ['bad target-unclosed /features/bad/target/comment'],
    ],
    [
      'one inside another, whichever comes first in the config',
      features({ inner: { selector: '#inner' }, good: GOOD }),
      '<div id="good">w1<div id="inner">w2</div></div>',
      ['inner target-taken /features/inner/target'],
    ],
    [
      'one inside a <zephr-feature>',
      features({ inner: { selector: '#inner' }, good: GOOD }),
      `<zephr-feature feature="inner" keep-nodes><div id="inner">w2</div></zephr-feature>${PAGE}`,
      ['inner target-taken /features/inner/target'],
    ],
    [
      'two features on one',
      features({ good: GOOD, other: { selector: 'div' } }),
      PAGE,
      ['other target-taken /features/other/target'],
    ],
    [
      'ranges that overlap',
      features({ good: { comment: 'a' }, other: { comment: 'b' } }),
      '<!-- ZEPHR_FEATURE a -->w1<!-- ZEPHR_FEATURE b -->w2<!-- ZEPHR_FEATURE_END a -->w3<!-- ZEPHR_FEATURE_END b -->',
      ['other target-taken /features/other/target'],
    ],
    ['neither selector nor comment', features({ bad: {}, good: GOOD }), PAGE, ['bad type-wrong /features/bad/target']],
  ] as const) {
    test(`${says}: is reported, and the others go on`, async () => {
      await using reader = await visit({ config, html: aPage(html), settle: false });
      await reader.page.waitForSelector('[data-zephr-target][feature=good][state=walled]');
      await reader.page.waitForFunction('seen.some((event) => event.type === "zephr-fault")', { timeout: 5000 });

      assert.deepEqual(await faultsOf(reader), faults);
      assert.equal((await textOf(reader)).includes('w1'), false);
    });
  }

  test('a target around another one that comes later takes it in', async () => {
    await using reader = await visit({
      config: features({ good: { selector: '.outer' }, inner: { selector: '#inner' } }),
      html: aPage('<div id="inner">w1</div>'),
      settle: false,
    });
    await reader.page.waitForSelector('[data-zephr-target][feature=inner][state=walled]');
    await reader.page.evaluate(() => {
      const outer = document.createElement('div');
      outer.className = 'outer';
      const main = document.querySelector('main')!;
      outer.append(...main.childNodes);
      main.append(outer);
    });
    await reader.page.waitForSelector('[data-zephr-target][feature=good][state=walled]');

    assert.deepEqual(await faultsOf(reader), ['inner target-taken /features/inner/target']);
    assert.equal(await reader.page.evaluate(() => document.querySelector('[feature=inner]')), null);
  });
});
