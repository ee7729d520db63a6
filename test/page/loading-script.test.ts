/** The script tag, from the same and from another origin, and its queue. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  inlineConfig,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
} from '../support/bare-page.js';
import { readBuilt } from '../support/built-files.js';

const { visit } = useBrowser();

const BODY = place('articles');

const CONFIG = exampleConfig();

const INLINE = inlineConfig(CONFIG);

const PLAIN = '<script src="/zephr.js"></script>';

/** A config that the page must not use: it shows everything. */
const DECOY = inlineConfig(configWithFeatures({ articles: alwaysDoes('show') }));

const PAGES: Readonly<Record<string, string>> = {
  'in the head': aPage(BODY),
  'in the head, async': aPage(BODY, '<script async src="/zephr.js" data-config="/zephr.json"></script>'),
  'in the head, defer': aPage(BODY, '<script defer src="/zephr.js" data-config="/zephr.json"></script>'),
  'at the end of the body': aPage(BODY + SCRIPT, ''),
  'between two places': aPage(place('videos') + SCRIPT + BODY, ''),
  twice: aPage(BODY + SCRIPT, SCRIPT),
  'added by another script': aPage(
    `${BODY}<script>
      const script = document.createElement('script');
      script.src = '/zephr.js';
      script.dataset.config = '/zephr.json';
      document.head.append(script);
    </script>`,
    '',
  ),
  'with its config before it': aPage(BODY, INLINE + PLAIN),
  'with its config behind it': aPage(BODY, PLAIN + INLINE),
  'with its config at the end of the body': aPage(BODY + INLINE, PLAIN),
  'async, with its config at the end of the body': aPage(BODY + INLINE, '<script async src="/zephr.js"></script>'),
  'defer, with its config in the head': aPage(BODY, `${INLINE}<script defer src="/zephr.js"></script>`),
  'with an address, which goes before a config in the page': aPage(BODY, DECOY + SCRIPT),
};

suite('the script tag', TOGETHER, () => {
  for (const [says, html] of Object.entries(PAGES)) {
    test(says, async () => {
      await using reader = await visit({ html });

      assert.deepEqual(
        [await reader.shows('articles'), (await reader.events('zephr-ready')).length],
        ['walled registration-wall', 1],
      );
    });
  }

  test('without its folder of chunks being anywhere but beside it', async () => {
    const code = await readFile(new URL('../../dist/zephr.js', import.meta.url));
    const walls = await readBuilt('chunks/walls.js');
    await using reader = await visit({
      html: aPage(
        BODY,
        '<base href="/elsewhere/"><script src="/assets/v1/zephr.js" data-config="/zephr.json"></script>',
      ),
      routes: {
        '/assets/v1/zephr.js': (_request, response) =>
          void response.writeHead(200, { 'content-type': 'text/javascript' }).end(code),
        '/assets/v1/chunks/walls.js': (_request, response) =>
          void response.writeHead(200, { 'content-type': 'text/javascript' }).end(walls),
      },
    });

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });
});

/** The script as a publisher's delivery network would serve it: from another origin than the page's. */
const ELSEWHERE = `<script>
  const elsewhere = location.origin.replace('127.0.0.1', 'localhost');
  document.write('<script crossorigin src="' + elsewhere + '/zephr.js" data-config="/zephr.json"><' + '/script>');
</script>`;

suite('the script from another origin', TOGETHER, () => {
  test('finds its walls', async () => {
    await using reader = await visit({ html: aPage(BODY, ELSEWHERE) });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['walled registration-wall', []]);
  });

  test('finds its verification', async () => {
    await using reader = await visit({ html: aPage(BODY, ELSEWHERE), token: aToken({ prod: 'gold' }) });

    assert.deepEqual([await reader.token(), await reader.shows('articles')], ['valid', 'shown']);
  });

  test('finds its words for a mistake', async () => {
    await using reader = await visit({ html: aPage(BODY, ELSEWHERE), config: '[]' });
    const message = await reader.page.evaluate(() => window.Zephr.ready.catch((error: Error) => error.message));

    assert.match(String(message), /wrong type/);
  });
});

suite('the queue', TOGETHER, () => {
  const queued = (code: string): string => aPage(BODY, `<script>window.log = []; ${code}</script>${SCRIPT}`);

  test('is run in order, while the script runs and before ready settles', async () => {
    await using reader = await visit({
      html: aPage(
        BODY,
        `<script>
          window.log = [];
          (window.Zephr = window.Zephr || []).push((zephr) => {
            log.push('first');
            zephr.ready.then(() => log.push('ready'));
          });
          Zephr.push(['push', () => log.push('second')], () => log.push('third'));
        </script>${SCRIPT}<script>log.push('script is over')</script>`,
      ),
    });
    await reader.page.evaluate(() => window.Zephr.ready);

    assert.deepEqual(await reader.page.evaluate('log'), ['first', 'second', 'third', 'script is over', 'ready']);
  });

  test('gives window.Zephr to a function', async () => {
    await using reader = await visit({
      html: queued(`window.Zephr = [(zephr) => log.push(zephr, window.Zephr === zephr)]`),
    });

    assert.equal(await reader.page.evaluate('log[0] === Zephr && log[1]'), true);
  });

  test('takes methods with their arguments', async () => {
    await using reader = await visit({
      html: queued(
        `window.Zephr = [['setToken', ${JSON.stringify(aToken({ prod: 'gold' }))}], ['on', 'zephr-ready', () => log.push('ready')]]`,
      ),
    });

    assert.deepEqual([await reader.shows('articles'), await reader.page.evaluate('log')], ['shown', ['ready']]);
  });

  test('goes on after an entry that throws or is not a call, and says so', async () => {
    await using reader = await visit({
      html: queued(
        `window.Zephr = [() => { throw new Error('mine'); }, ['levitate'], null, 7, 'ready', ['version'], () => log.push('last')]`,
      ),
    });

    assert.deepEqual(
      [await reader.page.evaluate('log'), await reader.faults()],
      [['last'], Array.from({ length: 6 }, () => 'callback-failed')],
    );
  });

  test('runs at once when the script is there', async () => {
    await using reader = await visit();
    const log = await reader.page.evaluate(() => {
      const calls: unknown[] = [];
      window.Zephr.push((zephr) => void calls.push(zephr === window.Zephr), ['on', 'zephr-ready', () => undefined]);
      calls.push('after');
      return calls;
    });

    assert.deepEqual(log, [true, 'after']);
  });

  test('throws nothing after the script is there', async () => {
    await using reader = await visit();
    await reader.page.evaluate(() => {
      window.Zephr.push(() => {
        throw new Error('mine');
      });
    });

    assert.deepEqual(await reader.faults(), ['callback-failed']);
  });
});
