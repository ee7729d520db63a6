/** `Zephr.stop()`: the page is as it was, nothing of the SDK is left in it, and it can start again. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  aPage,
  aToken,
  alwaysDoes,
  configWithFeatures,
  exampleConfig,
  inMinutes,
  place,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const MANUAL = '<script src="/zephr.js" data-manual></script>';
const WALL = { content: 'hide', components: ['register'] };
/** Longer than any timer that is allowed to run out by itself after a stop. */
const A_WHILE = 1500;

/* eslint-disable @typescript-eslint/unbound-method -- They are called with the object that the page calls them on. */
/** Runs in the page before anything else: notes every listener, observer, timer, style and channel, until it ends. */
function noteLeftovers(): void {
  const left = new Map<unknown, () => string | null>();
  const nameOf = (target: unknown): string => (target as object).constructor.name;
  const keyOf = (target: unknown, type: unknown, listener: unknown): string => {
    const id = (value: unknown): number => {
      if (!ids.has(value as object)) ids.set(value as object, ids.size + 1);
      return ids.get(value as object)!;
    };
    return [id(target), String(type), id(listener)].join();
  };
  const ids = new Map<object, number>();
  const isClosed = new WeakSet<object>();
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (this: EventTarget, type, listener, options): void {
    const key = keyOf(this, type, listener);
    // Nodes that left the page are not counted.
    const isGone = (): boolean =>
      this instanceof AbortSignal || isClosed.has(this) || (this instanceof Node && !this.isConnected);
    left.set(key, () => (isGone() ? null : `listener ${nameOf(this)} ${type}`));
    const { signal } = Object(options) as AddEventListenerOptions;
    if (signal) addEventListener.call(signal, 'abort', () => void left.delete(key));
    addEventListener.call(this, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (this: EventTarget, type, listener, options): void {
    left.delete(keyOf(this, type, listener));
    removeEventListener.call(this, type, listener, options);
  };
  for (const [set, clear] of [
    ['setTimeout', 'clearTimeout'],
    ['setInterval', 'clearInterval'],
  ] as const) {
    const [begin, end] = [window[set], window[clear]] as [typeof setTimeout, typeof clearTimeout];
    (window as unknown as Record<string, unknown>)[set] = (
      work: (...args: unknown[]) => void,
      ms?: number,
      ...args: unknown[]
    ): unknown => {
      const id: unknown = begin(() => {
        if (set === 'setTimeout') left.delete(`timer ${String(id)}`);
        work(...args);
      }, ms);
      left.set(`timer ${String(id)}`, () => `${set} ${ms}`);
      return id;
    };
    (window as unknown as Record<string, unknown>)[clear] = (id: unknown): void => {
      left.delete(`timer ${String(id)}`);
      end(id as number);
    };
  }
  for (const name of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver'] as const) {
    const { observe, disconnect } = window[name].prototype as MutationObserver;
    Object.assign(window[name].prototype, {
      observe(this: MutationObserver, target: Node, options: MutationObserverInit) {
        left.set(this, () => (target.isConnected ? `${name} ${target.nodeName}` : null));
        observe.call(this, target, options);
      },
      disconnect(this: MutationObserver) {
        left.delete(this);
        disconnect.call(this);
      },
    });
  }
  const { close } = BroadcastChannel.prototype;
  window.BroadcastChannel = class extends BroadcastChannel {
    constructor(channel: string) {
      super(channel);
      left.set(this, () => `channel ${channel}`);
    }
    override close(): void {
      left.delete(this);
      isClosed.add(this);
      close.call(this);
    }
  };
  Object.assign(window, {
    leftovers: () => [
      ...[...left.values()].map((describe) => describe()).filter((text) => text !== null),
      ...document.adoptedStyleSheets.map((sheet) => `style ${sheet.cssRules[0]?.cssText}`),
      ...Object.keys(history).map((method) => `history.${method}`),
      ...(document.querySelector('dialog:modal') ? ['dialog'] : []),
    ],
    snapshot: () => document.documentElement.outerHTML,
  });
}

/* eslint-enable @typescript-eslint/unbound-method */

type Watched = Window & { leftovers: () => string[]; snapshot: () => string; markup: string; nothing: string[] };

/** Opens a page that starts by hand, with its markup and leftovers as they are before. */
async function aStoppedPage(wish: Parameters<typeof visit>[0] & { readonly before?: string }): Promise<PageVisit> {
  const reader = await visit({
    settle: false,
    ...wish,
    // The compiler of the tests names functions by a helper that pages lack.
    before: `globalThis.__name ??= (named) => named;(${String(noteLeftovers)})();${wish.before ?? ''}`,
  });
  await reader.page.evaluate(() => {
    const page = window as unknown as Watched;
    // An element that waits for the first start says so.
    page.markup = page.snapshot().replaceAll(' state="pending"', '');
    page.nothing = page.leftovers();
  });
  return reader;
}

const start = (reader: PageVisit): Promise<void> =>
  reader.page.evaluate(async () => {
    await window.Zephr.start('/zephr.json');
    await window.Zephr.refresh();
  });

/** The resources left after a stop that were not there before the start, and whether the markup is as it was. */
async function stopAndLook(reader: PageVisit): Promise<{ left: string[]; html: string; before: string }> {
  return reader.page.evaluate(async (ms) => {
    const page = window as unknown as Watched;
    window.Zephr.stop();
    await new Promise((resolve) => setTimeout(resolve, ms));
    const open = [...page.nothing];
    const left = page.leftovers().filter((one) => {
      const at = open.indexOf(one);
      if (at >= 0) open.splice(at, 1);
      return at < 0;
    });
    return { left, html: page.snapshot(), before: page.markup };
  }, A_WHILE);
}

const popUp = { ...WALL, zone: 'pop-up' };
const trial = { type: 'trial', tracker: 'stories', limit: 1, yes: 'show', no: WALL };

describe('Zephr.stop', TOGETHER, () => {
  for (const [says, wish] of [
    ['walls', {}],
    ['content that is shown', { config: configWithFeatures({ articles: alwaysDoes('show') }) }],
    [
      'a teaser',
      { config: configWithFeatures({ articles: alwaysDoes({ ...WALL, content: { keep: { words: 5 } } }) }) },
    ],
    ['a pop-up', { config: configWithFeatures({ articles: alwaysDoes(popUp) }) }],
    ['a footer', { config: configWithFeatures({ articles: alwaysDoes({ ...WALL, zone: 'sticky-footer' }) }) }],
    [
      'a height while it waited',
      {
        config: configWithFeatures({ articles: { ...alwaysDoes(WALL), pending: { minHeight: 200 } } }),
        html: aPage(place('articles') + place('articles', 'x', 'style="color: red; min-height: 10px"'), MANUAL),
      },
    ],
    ['a config that is unusable', { config: { version: 1 } }],
    ['trials', { config: configWithFeatures({ articles: alwaysDoes(trial) }) }],
    [
      'facts of the page',
      {
        config: configWithFeatures({
          articles: alwaysDoes({ type: 'consent', purpose: 'storage', yes: 'show', no: WALL }),
        }),
      },
    ],
    [
      'targets',
      {
        config: configWithFeatures({
          articles: { ...alwaysDoes(WALL), target: { selector: '.story' } },
          videos: { ...alwaysDoes(WALL), target: { comment: 'video' } },
        }),
        html: aPage(
          '<article class="story"><p id="x">one</p>two</article><div><!-- ZEPHR_FEATURE video --><p>three</p>four<!-- ZEPHR_FEATURE_END video --></div>',
          MANUAL,
        ),
      },
    ],
    [
      'tools and structured data',
      {
        config: configWithFeatures(
          { articles: { ...alwaysDoes(WALL), structuredData: { cssSelector: '.story', write: true } } },
          { dataLayer: true, analytics: { endpoint: '/events' } },
        ),
      },
    ],
    [
      'a token that is renewed',
      { config: exampleConfig({ jwt: { ...(exampleConfig()['jwt'] as object), refresh: '/renew' } }), renews: true },
    ],
    ['routes without the Navigation API', { before: 'Reflect.deleteProperty(window, "navigation")' }],
    ['debugging', { path: '/?zephr-debug' }],
  ] as const satisfies readonly (readonly [string, Parameters<typeof visit>[0] & { renews?: boolean }])[]) {
    test(`leaves nothing of ${says}`, async () => {
      const { renews, ...options } = wish as Parameters<typeof visit>[0] & { renews?: boolean };
      await using reader = await aStoppedPage({
        html: aPage(place('articles') + place('videos'), MANUAL),
        ...(renews && { token: aToken({ exp: inMinutes(10) }) }),
        ...options,
      });
      await start(reader).catch(() => undefined);

      const { left, html, before } = await stopAndLook(reader);

      assert.equal(html, before);
      assert.deepEqual(left, []);
    });
  }

  test('shows the content again, and what it was', async () => {
    await using reader = await aStoppedPage({ html: aPage(place('articles'), MANUAL) });
    await start(reader);
    assert.equal(await reader.shows('articles'), 'walled registration-wall');

    await stopAndLook(reader);

    assert.equal((await reader.words('articles')).length, 100);
    const events = await reader.events('zephr-wall-close');
    assert.equal(events.length, 1);
  });

  test('lets the page be started again, as often as the site likes', async () => {
    await using reader = await aStoppedPage({ html: aPage(place('articles') + place('videos'), MANUAL) });
    for (let round = 0; round < 3; round++) {
      await start(reader);
      assert.equal(await reader.shows('articles'), 'walled registration-wall');
      const { left, html, before } = await stopAndLook(reader);
      assert.equal(html, before);
      assert.deepEqual(left, []);
    }
    await start(reader);
    assert.equal(await reader.shows('videos'), 'walled registration-wall');
  });

  test('undoes two starts in one page', async () => {
    await using reader = await aStoppedPage({ html: aPage(place('articles'), MANUAL) });
    await start(reader);
    await start(reader);
    assert.equal(await reader.shows('articles'), 'walled registration-wall');

    const { left, html, before } = await stopAndLook(reader);

    assert.equal(html, before);
    assert.deepEqual(left, []);
  });

  test('undoes a start that still waits for its config', async () => {
    await using reader = await aStoppedPage({
      html: aPage(place('articles'), MANUAL),
      routes: { '/slow.json': (_request, response) => void setTimeout(() => response.end('{}'), 500) },
    });
    await reader.page.evaluate(() => void window.Zephr.start('/slow.json'));

    const { left, html, before } = await stopAndLook(reader);

    assert.equal(html, before);
    assert.deepEqual(left, []);
    assert.deepEqual(await reader.faults(), []);
  });

  test('before a start, and twice, does nothing', async () => {
    await using reader = await aStoppedPage({ html: aPage(place('articles'), MANUAL) });
    await reader.page.evaluate(() => window.Zephr.stop());
    assert.equal(await reader.shows('articles'), 'pending');
    await start(reader);
    await reader.page.evaluate(() => {
      window.Zephr.stop();
      window.Zephr.stop();
    });
    await start(reader);
    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });

  test('has decisions wait for the next start, and keeps the listeners of the site', async () => {
    await using reader = await aStoppedPage({ html: aPage(place('articles'), MANUAL) });
    await start(reader);
    const access = await reader.page.evaluate(async () => {
      const heard: string[] = [];
      window.Zephr.on('zephr-decision', ({ detail }) => void heard.push(detail.feature));
      window.Zephr.stop();
      const waiting = window.Zephr.hasAccess('articles');
      const ready = window.Zephr.ready;
      const early = await Promise.race([waiting, ready, new Promise((resolve) => setTimeout(resolve, 200, 'waits'))]);
      await window.Zephr.start('/zephr.json');
      return [early, await waiting, await ready.then(() => 'ready'), heard];
    });
    assert.deepEqual(access, ['waits', false, 'ready', ['articles']]);
  });

  test('in a listener to an event of its own throws nothing', async () => {
    await using reader = await aStoppedPage({ html: aPage(place('articles') + place('videos'), MANUAL) });
    await reader.page.evaluate(async () => {
      const off = window.Zephr.on('zephr-decision', () => {
        off();
        window.Zephr.stop();
      });
      await window.Zephr.start('/zephr.json');
    });
    const { html, before } = await stopAndLook(reader);
    assert.equal(html, before);
    await start(reader);
    assert.equal(await reader.shows('videos'), 'walled registration-wall');
  });

  test('lets an element that comes afterwards be as the page has it, until the next start', async () => {
    await using reader = await aStoppedPage({ html: aPage(place('articles'), MANUAL) });
    await start(reader);
    await stopAndLook(reader);
    await reader.page.evaluate(() =>
      document
        .querySelector('main')!
        .insertAdjacentHTML('beforeend', '<zephr-feature feature="videos"><p>w1 w2</p></zephr-feature>'),
    );
    assert.deepEqual(await reader.words('videos'), ['w1', 'w2']);
    await start(reader);
    assert.equal(await reader.shows('videos'), 'walled registration-wall');
  });
});
