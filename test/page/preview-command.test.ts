/** The whole way of a preview: `zephr preview` signs it, and a live page runs it. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createEndpoint } from '../../src/endpoint/create-endpoint.js';
import { aPreviewKey } from '../support/a-preview.js';
import { serveEndpoint } from '../support/an-endpoint.js';
import { aPage, configWithFeatures, place, useBrowser, type PageVisit } from '../support/bare-page.js';
import { runZephr } from '../support/run-zephr.js';

const { visit } = useBrowser();
const { publicKey, privateKey } = aPreviewKey();

const WALL = { content: 'hide', components: ['register'] };
const READERS = { version: 1, readers: { texan: { claims: { sub: '1', state: 'Texas' } } } };
const html = aPage(place('articles'));

/** A config with one feature, and the key of previews. */
const withRules = (rules: object, changes: object = {}): Record<string, unknown> =>
  configWithFeatures({ articles: { rules } }, { preview: { publicKey }, ...changes });

/** Makes a link by the command, for the page of a visit. */
async function makeLink(
  reader: PageVisit,
  live: string,
  draft: unknown,
  more: readonly string[] = [],
): Promise<string> {
  const args = ['preview', 'FILE', '--base', 'FOLDER/live.json', '--origin', reader.server.origin, ...more];
  const { code, out, err } = await runZephr(args, draft, {
    env: { ZEPHR_PREVIEW_KEY: privateKey },
    files: { 'live.json': live, 'zephr.readers.json': JSON.stringify(READERS) },
  });
  assert.equal(code, 0, err);
  return out.trim();
}

/** Opens a link in a new tab; gives the state of the feature, and the preview that runs. */
async function open(
  reader: PageVisit,
  link: string,
): Promise<readonly [state: string, by: string | null, reader: string | null]> {
  const tab = await reader.context.newPage();
  await tab.goto(link);
  await tab.waitForFunction(
    () => /shown|walled/.test(document.querySelector('zephr-feature')?.getAttribute('state') ?? ''),
    { timeout: 30_000 },
  );
  const seen = await tab.evaluate(() => {
    const { by = null, reader: name = null } = window.Zephr.preview ?? {};
    return [document.querySelector('zephr-feature')!.getAttribute('state')!, by, name] as const;
  });
  await tab.close();
  return seen;
}

suite('a link of zephr preview', () => {
  test('shows the draft on the live page, and the live config in other tabs', async () => {
    const live = `${JSON.stringify(withRules({ anonymous: WALL }), null, '\t')}\r\n`;
    await using reader = await visit({ html, config: live });
    const link = await makeLink(reader, live, withRules({ anonymous: 'show' }), ['--by', 'News desk']);

    assert.deepEqual(await open(reader, link), ['shown', 'News desk', null]);
    assert.deepEqual(await open(reader, `${reader.server.origin}/`), ['walled', null, null]);
  });

  test('shows it as the test reader that the command names', async () => {
    const rules = {
      anonymous: WALL,
      registered: {
        type: 'jwt-token',
        property: 'state',
        condition: 'equals',
        value: 'Alabama',
        yes: 'show',
        no: WALL,
      },
    };
    const live = JSON.stringify(withRules(rules));
    const draft = withRules({ ...rules, registered: { ...rules.registered, value: 'Texas' } });
    await using reader = await visit({ html, config: live });

    assert.deepEqual(await open(reader, await makeLink(reader, live, draft)), ['walled', 'preview', null]);
    const asTexan = await makeLink(reader, live, draft, ['--reader', 'texan']);
    assert.deepEqual(await open(reader, asTexan), ['shown', 'preview', 'texan']);
  });

  test('leads through the endpoint, on another origin too, where the preview is too long for it', async () => {
    const config = withRules({ anonymous: WALL });
    const endpoint = createEndpoint({ config, secret: 'a'.repeat(64), allowedOrigins: ['*'], log: () => {} });
    await using served = await serveEndpoint(endpoint);
    const jwt = { ...(config['jwt'] as object), verifyEndpoint: `${served.origin}/zephr/verify` };
    const live = JSON.stringify({ ...config, jwt });
    // Numbers that do not compress well.
    const signIn = Array.from({ length: 3000 }, (_, n) => (n * 7919) % 99_991).join(' ');
    const draft = { ...withRules({ anonymous: 'show' }, { texts: { signIn } }), jwt };
    await using reader = await visit({ html, config: live });
    const link = await makeLink(reader, live, draft);

    assert.match(link, /#zephr-debug=[\w-]{22}$/);
    assert.deepEqual(await open(reader, link), ['shown', 'preview', null]);
    // Another id is not known there, and the page is live.
    assert.deepEqual(await open(reader, link.replace(/.{22}$/, 'A'.repeat(22))), ['walled', null, null]);
  });
});
