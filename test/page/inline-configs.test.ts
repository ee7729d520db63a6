/** Inline configs: the publisher's, and others that markup without any script can inject. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aBundle } from '../support/a-bundle.js';
import {
  alwaysDoes,
  aPage,
  configWithFeatures,
  exampleConfig,
  inlineConfig,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  WALLED,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const BODY = place('articles');
const PLAIN = '<script src="/zephr.js"></script>';
const INLINE = inlineConfig(exampleConfig());
/** A config that somebody else has put into the page: it shows everything. */
const INJECTED = inlineConfig(configWithFeatures({ articles: alwaysDoes('show') }));
const COMMENT = `<div class="comment">${INJECTED}</div>`;
/** The fault that names a config that does not count. */
const TOLD = ['config-ignored'];

const AMBIGUOUS = ['fault', ['config-ambiguous']] as const;

const PAGES: Readonly<Record<string, readonly [html: string, shows: string, faults: readonly string[]]>> = {
  'one before the script': [aPage(BODY, INLINE + PLAIN), WALLED, []],
  'one behind the script': [aPage(BODY, PLAIN + INLINE), WALLED, []],
  'one before an asynchronous script': [aPage(BODY, `${INLINE}<script async src="/zephr.js"></script>`), WALLED, []],
  'one elsewhere before the script': [aPage(BODY + PLAIN, INLINE), WALLED, []],
  'one elsewhere behind the script': [aPage(BODY + INLINE, PLAIN), WALLED, []],
  'one before the script, and another before that': [aPage(COMMENT + INLINE + PLAIN + BODY, ''), WALLED, TOLD],
  'one before the script, and another behind it': [aPage(INLINE + PLAIN + COMMENT + BODY, ''), WALLED, TOLD],
  'one before the script, and another right behind it': [aPage(INLINE + PLAIN + INJECTED + BODY, ''), WALLED, TOLD],
  'one behind the script, and another elsewhere': [aPage(COMMENT + BODY, PLAIN + INLINE), WALLED, TOLD],
  'one behind a deferred script, and another right before it': [
    aPage(BODY, `${INJECTED}<script defer src="/zephr.js"></script>${INLINE}`),
    ...AMBIGUOUS,
  ],
  'two, none of them at the script': [aPage(COMMENT + BODY + INLINE, PLAIN), ...AMBIGUOUS],
  'two, none of them at an asynchronous script': [
    aPage(COMMENT + BODY + INLINE, '<script async src="/zephr.js"></script>'),
    ...AMBIGUOUS,
  ],
  'an address, and one': [aPage(COMMENT + BODY, SCRIPT), WALLED, TOLD],
  'an address, and one right before the script': [aPage(BODY, INJECTED + SCRIPT), WALLED, TOLD],
};

suite('a page with inline configs', TOGETHER, () => {
  for (const [says, [html, shows, faults]] of Object.entries(PAGES)) {
    test(says, async () => {
      await using reader = await visit({ html });
      if (faults.length) await reader.page.waitForFunction('seen.some((event) => event.type === "zephr-fault")');

      assert.deepEqual([await reader.shows('articles'), await reader.faults()], [shows, faults]);
    });
  }

  test('that shows the wall is not changed by one that comes later', async () => {
    await using reader = await visit({ html: aPage(BODY, INLINE + PLAIN) });
    await reader.page.evaluate(async (markup) => {
      document.body.insertAdjacentHTML('afterbegin', markup);
      await window.Zephr.refresh();
    }, COMMENT);

    assert.equal(await reader.shows('articles'), WALLED);
  });
});

suite('a script with a nonce', TOGETHER, () => {
  const headers = {
    'content-security-policy':
      "script-src 'nonce-x' 'strict-dynamic'; base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'",
  };
  const NONCED = '<script nonce="x" src="/zephr.js"></script>';
  const withNonce = (nonce: string, inline: string): string => inline.replace('<script', `<script nonce="${nonce}"`);

  test('takes no inline config without it, wherever it is', async () => {
    await using reader = await visit({ html: aPage(INJECTED + NONCED + INJECTED + BODY, ''), headers });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['fault', ['config-missing']]);
  });

  test('takes no inline config with another one', async () => {
    await using reader = await visit({ html: aPage(withNonce('y', INJECTED) + NONCED + BODY, ''), headers });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['fault', ['config-missing']]);
  });

  test('takes the inline config that has it, anywhere in the page', async () => {
    await using reader = await visit({ html: aPage(INJECTED + NONCED + BODY + withNonce('x', INLINE), ''), headers });
    await reader.page.waitForFunction('seen.some((event) => event.type === "zephr-fault")');

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], [WALLED, TOLD]);
  });
});

suite('a module, which does not know its tag', TOGETHER, () => {
  const MODULE = '<script type="module" src="/zephr.js" data-config="/zephr.json"></script>';

  test('takes the address of the only tag that has one', async () => {
    await using reader = await visit({ html: aPage(BODY, MODULE) });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], [WALLED, []]);
  });

  test('takes none where several tags have one', async () => {
    const injected = '<script type="text/x" data-config="/other/zephr.json"></script>';
    await using reader = await visit({ html: aPage(injected + BODY, MODULE) });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], AMBIGUOUS);
  });
});

suite('a bundle', TOGETHER, () => {
  const TAG = '<script src="/site.js"></script>';

  test('is not replaced by an inline config elsewhere in the page', async () => {
    const bundle = await aBundle(exampleConfig());
    await using reader = await visit({ html: aPage(COMMENT + TAG + BODY, ''), routes: bundle.routes, config: null });
    await reader.page.waitForFunction('seen.some((event) => event.type === "zephr-fault")');

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], [WALLED, TOLD]);
  });
});
