/** Configs that the browser keeps for page views whose request for it fails (`data-keep-config`). */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { VERSION } from '../../src/lib/version.js';
import {
  alwaysDoes,
  aPage,
  configWithFeatures,
  exampleConfig,
  place,
  SHOWN,
  TOGETHER,
  useBrowser,
  WALLED,
  type PageVisit,
  type VisitWish,
} from '../support/bare-page.js';
import type { SeenEvent } from '../support/in-page.js';
import type { Route } from '../support/serve.js';
import { signConfigText } from '../support/sign-config.js';
import { aKeyPair } from '../support/sign-token.js';

const { visit } = useBrowser();

const TEXT = JSON.stringify(exampleConfig());
/** Another config, which shows everything. */
const OPEN = JSON.stringify(configWithFeatures({ articles: alwaysDoes('show') }));
const { spki } = aKeyPair('P-256');
const DAY_MS = 86_400_000;

const answer =
  (status: number, body = ''): Route =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(body);
const HANGS: Route = () => undefined;

/** An address whose answer a test changes. */
function anAddress(route: Route): { readonly route: Route; readonly answers: (next: Route) => void } {
  let current = route;
  return {
    route: (request, response) => (typeof current === 'function' ? current(request, response) : undefined),
    answers: (next) => (current = next),
  };
}

const aTag = (value: string, rest = ''): string =>
  `<script src="/zephr.js" data-config="/zephr.json" data-keep-config="${value}" ${rest}></script>`;
const aKeeper = (value = '', rest = ''): string => aPage(place('articles'), aTag(value, rest));

/** The copy in `localStorage` for the config of the page. */
const readCopy = (reader: PageVisit): Promise<string | null> =>
  reader.page.evaluate(() => localStorage.getItem(`zephr-config:${location.origin}/zephr.json`));
const waitForCopy = (reader: PageVisit): Promise<unknown> =>
  reader.page.waitForFunction(() => localStorage.getItem(`zephr-config:${location.origin}/zephr.json`) !== null);

/** Writes a copy; its age is counted from its second page view. */
async function changeCopy(reader: PageVisit, change: (copy: Record<string, unknown>) => unknown): Promise<void> {
  const copy = change(JSON.parse((await readCopy(reader))!) as Record<string, unknown>);
  await reader.page.evaluate(
    (text) => localStorage.setItem(`zephr-config:${location.origin}/zephr.json`, text),
    typeof copy === 'string' ? copy : JSON.stringify(copy),
  );
}

async function reload(reader: PageVisit): Promise<void> {
  await reader.page.reload({ waitUntil: 'domcontentloaded' });
  await reader.settled();
}

const codes = async (reader: PageVisit): Promise<string[]> =>
  (await reader.faults()).filter((fault) => fault !== 'timeout');

/** A reader who has been on the page, whose config the browser has kept, and whose address then gives something else. */
async function aReturningReader(
  then: Route,
  change?: (copy: Record<string, unknown>) => unknown,
  wish: VisitWish = {},
): Promise<{ readonly reader: PageVisit; readonly answers: (next: Route) => void }> {
  const address = anAddress(answer(200, TEXT));
  const reader = await visit({
    html: aKeeper(),
    ...wish,
    routes: { '/zephr.json': address.route, ...wish.routes },
  });
  await waitForCopy(reader);
  if (change) await changeCopy(reader, change);
  address.answers(then);
  await reload(reader);
  return { reader, answers: address.answers };
}

suite('a kept config', TOGETHER, () => {
  test('is the text as it came, with the time, and nothing about the reader', async () => {
    await using reader = await visit({ html: aKeeper('30d'), config: TEXT });
    await waitForCopy(reader);
    const { at, seen, version, ...copy } = JSON.parse((await readCopy(reader))!) as Record<string, unknown>;

    assert.deepEqual(copy, { text: TEXT, signature: null });
    assert.equal(at, seen);
    assert.equal(version, await reader.page.evaluate(() => window.Zephr.version));
    assert.deepEqual([await reader.shows('articles'), await reader.faults()], [WALLED, []]);
  });

  for (const [says, route] of Object.entries({
    'a 503': answer(503),
    'a 404': answer(404),
    HTML: answer(200, '<!doctype html>'),
    'no answer': HANGS,
  })) {
    test(`is used where the address gives ${says}, and reported once`, async () => {
      const { reader } = await aReturningReader(route);
      await using _ = reader;
      const [fault] = (await reader.events('zephr-fault')) as SeenEvent<{ message: string }>[];

      assert.deepEqual(
        [await reader.failure(), await reader.shows('articles'), await reader.faults()],
        [null, WALLED, ['config-stale']],
      );
      assert.match(fault!.detail.message, /The copy of 20\d\d-\d\d-\d\dT[\d:.]+Z is used/);
      await reader.page.evaluate(() => window.dispatchEvent(new Event('online')));
      await reader.page.evaluate(() => window.Zephr.refresh());
      assert.deepEqual(await reader.faults(), ['config-stale']);
    });
  }

  test('gives way without a reload to the config of a slow server', async () => {
    const { reader } = await aReturningReader(async (_request, response) => {
      await sleep(1800);
      response.writeHead(200, { 'cache-control': 'no-store' }).end(OPEN);
    });
    await using _ = reader;
    const early = await reader.shows('articles');
    await reader.page.waitForSelector('zephr-feature[state="shown"]', { timeout: 8000 });
    await reader.page.waitForFunction(
      (text) => String(localStorage[`zephr-config:${location.origin}/zephr.json`]).includes(JSON.stringify(text)),
      {},
      OPEN,
    );

    assert.deepEqual([early, await reader.shows('articles'), await codes(reader)], [WALLED, SHOWN, ['config-stale']]);
  });

  test('gives way when the address answers again and the reader is back', async () => {
    const { reader, answers } = await aReturningReader(answer(404));
    await using _ = reader;
    // Its three attempts are over.
    await sleep(2500);
    answers(answer(200, OPEN));
    await reader.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await reader.page.waitForSelector('zephr-feature[state="shown"]', { timeout: 8000 });

    assert.deepEqual([await reader.failure(), await codes(reader)], [null, ['config-stale']]);
  });

  for (const [says, change] of Object.entries<(copy: Record<string, unknown>) => unknown>({
    'older than the tag allows': ({ at, ...copy }) => ({ ...copy, at: (at as number) - 8 * DAY_MS }),
    'of a clock that was set back since': ({ at, seen, ...copy }) => ({
      ...copy,
      at: (at as number) + DAY_MS,
      seen: (seen as number) + DAY_MS,
    }),
    'of another version': (copy) => ({ ...copy, version: '0.0.1' }),
    'that is broken JSON': () => '{"version":',
    'that is no object': () => '[]',
    'whose text is no JSON': (copy) => ({ ...copy, text: '<!doctype html>' }),
    'without a text': ({ text: _, ...copy }) => copy,
  })) {
    test(`${says} is removed and not used`, async () => {
      const { reader } = await aReturningReader(answer(503), change);
      await using _ = reader;

      assert.deepEqual(
        [await reader.failure(), await reader.shows('articles'), await codes(reader), await readCopy(reader)],
        ['config-unreachable', 'fault', ['config-unreachable'], null],
      );
    });
  }

  for (const [hours, shows] of [
    [11, WALLED],
    [13, 'fault'],
  ] as const) {
    test(`of ${hours} hours ago, where 12 are allowed, gives "${shows}"`, async () => {
      const older = (at: unknown): number => (at as number) - hours * 3_600_000;
      const { reader } = await aReturningReader(answer(503), ({ at, ...copy }) => ({ ...copy, at: older(at) }), {
        html: aKeeper('12h'),
      });
      await using _ = reader;

      assert.equal(await reader.shows('articles'), shows);
    });
  }

  test('that does not start is removed', async () => {
    const { reader } = await aReturningReader(answer(503), (copy) => ({ ...copy, text: '{"version":1}' }));
    await using _ = reader;

    assert.deepEqual([await reader.shows('articles'), await readCopy(reader)], ['fault', null]);
  });
});

suite('data-keep-config', TOGETHER, () => {
  for (const value of ['7', '7 days', '0d', '30m', 'true', '99999d', '1.5h']) {
    test(`"${value}" is reported, and nothing is kept`, async () => {
      await using reader = await visit({ html: aKeeper(value), config: TEXT });
      await sleep(300);

      assert.deepEqual(
        [await reader.shows('articles'), await reader.faults(), await readCopy(reader)],
        [WALLED, ['config-keep'], null],
      );
    });
  }

  test('is not there: nothing is kept, and the file for it does not load', async () => {
    await using reader = await visit({ config: TEXT });
    await sleep(300);

    assert.equal(await readCopy(reader), null);
    assert.equal(
      reader.requests.some(({ path }) => path.includes('/chunks/config.js')),
      false,
    );
  });

  test('keeps no config that is wrong, and none of more than 256 KiB', async () => {
    for (const config of [{ version: 1 }, exampleConfig({ comment: 'x'.repeat(256 * 1024) })]) {
      await using reader = await visit({ html: aKeeper(), config });
      await sleep(300);

      assert.equal(await readCopy(reader), null);
    }
  });

  test('keeps four configs of an origin at most, the latest', async () => {
    const copies = [1, 2, 3, 4, 5].map((at) => [at, { version: VERSION, text: '{}', signature: null, at, seen: at }]);
    await using reader = await visit({
      html: aKeeper(),
      config: TEXT,
      before: `for (const [name, copy] of ${JSON.stringify(copies)}) localStorage['zephr-config:' + name] = JSON.stringify(copy)`,
    });
    await waitForCopy(reader);
    const names = await reader.page.evaluate(() =>
      Object.keys(localStorage).map((name) => name.replace(/http.*/, 'own')),
    );

    assert.deepEqual(
      names.filter((name) => name.startsWith('zephr-config:')).sort(),
      ['3', '4', '5', 'own'].map((name) => `zephr-config:${name}`),
    );
  });

  for (const [says, before] of Object.entries({
    blocked: 'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("", "SecurityError") } })',
    full: 'Storage.prototype.setItem = () => { throw new DOMException("", "QuotaExceededError") }',
  })) {
    test(`changes nothing where storage is ${says}`, async () => {
      await using reader = await visit({ html: aKeeper(), config: TEXT, before });
      await sleep(300);
      assert.deepEqual([await reader.shows('articles'), await reader.faults()], [WALLED, []]);

      await using failing = await visit({ html: aKeeper(), config: null, before });
      assert.deepEqual([await failing.failure(), await failing.shows('articles')], ['config-unreachable', 'fault']);
    });
  }
});

suite('a kept config with data-config-key', TOGETHER, () => {
  const signature = signConfigText(TEXT);
  const signed = {
    html: aKeeper('', `data-config-key="${spki.replaceAll('\n', '')}"`),
    routes: { '/zephr.json.sig': answer(200, signature) },
  };

  test('counts, as its signature verifies again', async () => {
    const { reader } = await aReturningReader(answer(503), undefined, signed);
    await using _ = reader;

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], [WALLED, ['config-stale']]);
  });

  for (const [says, change] of Object.entries<(copy: Record<string, unknown>) => unknown>({
    'whose text was changed': (copy) => ({ ...copy, text: OPEN }),
    'that is not signed': (copy) => ({ ...copy, text: OPEN, signature: null }),
    'that another key has signed': (copy) => ({
      ...copy,
      text: OPEN,
      signature: signConfigText(OPEN, { key: aKeyPair('P-256', 'another') }),
    }),
  })) {
    test(`${says} is refused and removed`, async () => {
      const { reader } = await aReturningReader(answer(503), change, signed);
      await using _ = reader;

      assert.deepEqual(
        [await reader.failure(), await reader.shows('articles'), await codes(reader), await readCopy(reader)],
        ['config-unreachable', 'fault', ['config-unreachable'], null],
      );
    });
  }

  test('takes the place of a config that was changed on the way', async () => {
    const { reader } = await aReturningReader(answer(200, OPEN), undefined, signed);
    await using _ = reader;

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], [WALLED, ['config-stale']]);
  });
});
