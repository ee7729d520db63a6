/** The screen of test readers: what they get before and after edits, what is expected, and which exits they leave untested. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { compileConfig } from '../../src/decision/compile-config.js';
import { toEngineInput } from '../../src/decision/to-engine-input.js';
import type { Config } from '../../src/model/config.js';
import type { ReadersFile } from '../../src/model/readers-types.js';
import { type ConsolePage, startConsole, toText, useConsoleBrowser } from '../support/console-page.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const STATES = ['Alabama', 'Texas', 'Ohio', 'Utah', 'Iowa'];
const { open } = useConsoleBrowser();

function makeConfig(value: string): Config {
  const isFrom = (state: string): object => ({
    ...{ type: 'jwt-token', property: 'state', condition: 'equals', value: state },
    ...{ yes: 'show', no: { content: { keep: { words: 60 } }, components: ['subscribe'] } },
  });
  const anonymous = { content: 'hide', components: ['register'] };
  return {
    version: 1,
    jwt: {
      verifyEndpoint: '/zephr/verify',
      userMapping: { foreignUserIdProperty: 'sub' },
      productSyncing: { privateClaimName: 'prod' },
    },
    components: {
      register: { type: 'registration-wall', heading: 'Register' },
      subscribe: { type: 'paywall', heading: 'Subscribe' },
    },
    products: { gold: { title: 'Gold', features: ['articles', 'videos'], claimValue: 'gold' } },
    features: {
      articles: { rules: { anonymous, registered: isFrom(value) } },
      videos: { rules: { anonymous, registered: isFrom('Ohio') } },
      letters: {},
    },
  } as unknown as Config;
}

/** Twelve readers: two without a valid token, five registered ones and five customers. */
function makeReaders(): ReadersFile {
  const registered = STATES.map((state, at) => [`from-${state}`, { claims: { sub: String(at), state } }] as const);
  const gold = STATES.map(
    (state, at) => [`gold-${state}`, { claims: { sub: String(at), state, prod: 'gold' } }] as const,
  );
  return {
    version: 1,
    readers: {
      visitor: { title: 'Visitor' },
      late: { token: 'expired', claims: { sub: '9' } },
      ...Object.fromEntries([...registered, ...gold]),
    },
  };
}

/** The cells that the engine decides otherwise by the second config. */
function findChanged(before: Config, after: Config, { readers }: ReadersFile): string[] {
  const [was, is] = [compileConfig(before), compileConfig(after)];
  const see = ({ content, components, userState }: ReturnType<typeof was.decide>): string =>
    JSON.stringify([content, components, userState]);
  return Object.entries(readers).flatMap(([id, reader]) => {
    const input = toEngineInput(reader, Date.now());
    const names = Object.keys(before.features);
    return names
      .filter((name) => see(was.decide(name, input)) !== see(is.decide(name, input)))
      .map((name) => `${id} ${name}`);
  });
}

/** The cells that the matrix marks, once it is that of the config as it is. */
async function readMarked({ page }: ConsolePage): Promise<string[]> {
  await page.waitForSelector('.matrix[aria-busy="false"]');
  return page.$$eval('.cell', (cells) =>
    cells
      .filter((cell) => (cell as HTMLElement).innerText.includes('▲ differs'))
      .map((cell) => `${(cell as HTMLElement).dataset['reader']} ${(cell as HTMLElement).dataset['feature']}`),
  );
}

/** Replaces the config by its text. */
async function typeConfig(app: ConsolePage, config: Config): Promise<void> {
  await app.click('link', 'Text');
  await app.paste('zephr.json', toText(config));
  await app.click('link', 'Readers');
}

suite('Readers', () => {
  test('the matrix marks exactly the cells that the engine decides otherwise', async () => {
    const [before, after, readers] = [makeConfig('Alabama'), makeConfig('Texas'), makeReaders()];
    await using server = await startConsole(before, { files: { 'zephr.readers.json': readers } });
    await using app = await open(server.address);
    await app.click('link', 'Readers');
    await app.waitFor('No decision differs');
    assert.deepEqual(await readMarked(app), []);

    await typeConfig(app, after);
    await app.waitFor('2 decisions differ');
    const expected = findChanged(before, after, readers);
    assert.deepEqual(expected.sort(), ['from-Alabama articles', 'from-Texas articles']);
    assert.deepEqual((await readMarked(app)).sort(), expected);

    await app.click('checkbox', 'Only what changes');
    await app.waitForNo('link', 'videos');
    assert.deepEqual((await readMarked(app)).sort(), expected);
    await app.click('button', 'Undo');
    await app.waitFor('No decision differs');
    assert.deepEqual(app.errors, []);
  });

  test('a feature with a mistake does not hide what readers get of the others', async () => {
    const before = makeConfig('Alabama');
    await using server = await startConsole(before, { files: { 'zephr.readers.json': makeReaders() } });
    await using app = await open(server.address);
    await app.click('link', 'Readers');
    await typeConfig(app, {
      ...before,
      features: { ...before.features, videos: { rules: { anonymous: { content: 'none' } } } },
    } as unknown as Config);
    await app.waitFor(/Visitor\s+anonymous: Hide content \+ register/);
    await app.waitFor('not decided: the feature has a mistake or is gone');
  });

  test('makes a reader, expects what they get, and tells when that is no longer so', async () => {
    await using server = await startConsole(makeConfig('Alabama'));
    await using app = await open(server.address);
    await app.click('link', 'Readers');
    await app.click('button', 'Add a reader');
    await app.fill('Title', 'Reader in Texas');
    await app.fill('Name of the claim', 'sub');
    await app.fill('Value of the claim', '1');
    await app.click('button', 'Add the claim');
    await app.waitFor('registered: First 60 words + subscribe');
    await app.fill('Name of the claim', 'state');
    await app.fill('Value of the claim', 'Alabama');
    await app.click('button', 'Add the claim');
    await app.waitFor('registered: Show content');
    await app.click('link', 'Readers');
    await (await app.page.waitForSelector('.cell[data-feature="articles"]'))!.click();
    await app.click('button', 'Expect this');
    await app.waitFor('✓ as expected');
    await app.waitForNo('dialog', 'Reader in Texas, articles');
    await app.save();

    const text = await readFile(join(server.folder, 'zephr.readers.json'), 'utf8');
    assert.deepEqual(JSON.parse(text), {
      version: 1,
      readers: { reader: { title: 'Reader in Texas', claims: { sub: '1', state: 'Alabama' } } },
      expect: [
        {
          ...{ reader: 'reader', feature: 'articles', state: 'registered' },
          ...{ outcome: 'show', content: 'show', components: [] },
        },
      ],
    });
    await typeConfig(app, makeConfig('Texas'));
    await app.waitFor('✗ expected');
    await app.waitFor('0 hold, 1 does not');
    assert.deepEqual(app.errors, []);
  });

  test('lists the exits that no reader takes, and adds a reader for each', async () => {
    await using server = await startConsole(makeConfig('Alabama'));
    await using app = await open(server.address);
    await app.click('link', 'Readers');
    await app.click('button', 'Find untested exits');
    await app.waitFor('0 of 4 exits are tested');
    await app.click('button', 'Add readers for all of them');
    await app.waitFor('4 of 4 exits are tested');
    await app.page.waitForFunction(() => document.querySelectorAll('.matrix tbody tr').length === 3);
    await app.click('button', 'Undo');
    await app.page.waitForFunction(() => document.querySelectorAll('.matrix tbody tr').length === 2);
  });

  test('makes a test of an exported decision', async () => {
    const config = makeConfig('Alabama');
    await using server = await startConsole(config);
    const input = { tokenStatus: 'valid', claims: { sub: 'reader-left-out', state: 'Alabama' }, now: 1764322200000 };
    const decision = compileConfig(config).decide('articles', input as never);
    const exported = {
      ...{ format: 'zephr-decision/1', made: { by: 'page', sdk: '0.1.0', at: 1764322200000 } },
      ...{ config: { sha256: null, address: null }, feature: 'articles', input },
      ...{ state: 'registered', decision, left_out: ['claims.sub'] },
    };
    await using app = await open(server.address);
    await app.click('link', 'Readers');
    await app.click('button', 'Add from a decision');
    await app.paste('Exported decision', 'none');
    await app.click('button', 'Add the reader');
    await app.waitFor('it is not JSON');
    await app.paste('Exported decision', JSON.stringify(exported));
    await app.click('button', 'Add the reader');
    await app.waitFor('1 expectation: it holds');
  });

  test('offers edits of readers after a crash, and keeps them beside those of another program', async () => {
    const readers = makeReaders();
    await using server = await startConsole(makeConfig('Alabama'), { files: { 'zephr.readers.json': readers } });
    await using app = await open(server.address);
    await app.click('link', 'Readers');
    await app.click('link', 'Visitor');
    await app.fill('Title', 'Passer-by');
    await app.kept();
    await using next = await server.restart();
    await using again = await open(next.address);
    await again.click('button', 'Restore');
    const path = join(server.folder, 'zephr.readers.json');
    const late = { ...readers.readers['late'], title: 'Late' };
    await writeFile(path, toText({ ...readers, readers: { ...readers.readers, late } }));
    await again.waitFor('Your edits were kept');
    await again.save();

    const written = JSON.parse(await readFile(path, 'utf8')) as ReadersFile;
    assert.deepEqual(written.readers['visitor'], { title: 'Passer-by' });
    assert.deepEqual(written.readers['late'], late);
  });

  test('says which mistakes the file of readers has', async () => {
    await using server = await startConsole(makeConfig('Alabama'), {
      files: { 'zephr.readers.json': { version: 1, readers: { one: { token: 'old' } } } },
    });
    await using app = await open(server.address);
    await app.click('link', 'Readers');
    await app.waitFor(/Line \d+, column \d+: \/readers\/one\/token/);
  });

  for (const scheme of ['light', 'dark'] as const) {
    test(`has no fault of accessibility, ${scheme}`, async () => {
      const readers = { ...makeReaders(), expect: [{ reader: 'visitor', feature: 'articles', content: 'show' }] };
      await using server = await startConsole(makeConfig('Alabama'), { files: { 'zephr.readers.json': readers } });
      await using app = await open('about:blank');
      await app.emulate(scheme);
      await app.page.setBypassCSP(true);
      await app.page.goto(server.address);
      await app.click('link', 'Readers');
      for (const width of [360, 900, 1440]) {
        await app.page.setViewport({ width, height: 900 });
        for (const route of ['#/readers', '#/readers/from-Texas']) {
          await app.page.evaluate((hash) => void (location.hash = hash), route);
          await app.waitFor(route === '#/readers' ? '✗ expected' : 'registered: First 60 words');
          assert.deepEqual(await app.judge(axe), [], `${route} at ${width}`);
          const isWide = await app.page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
          assert.ok(!isWide, `${route} scrolls sideways at ${width}`);
        }
      }
    });
  }
});
