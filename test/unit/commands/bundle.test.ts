import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Script } from 'node:vm';
import type { Config } from '../../../src/model/config.js';
import { findAllNeeds } from '../../../src/commands/bundle/find-all-needs.js';
import { findNeeds } from '../../../src/commands/bundle/find-needs.js';
import { joinParts } from '../../../src/commands/bundle/join-parts.js';
import { quoteText } from '../../../src/commands/bundle/quote-text.js';
import type { Parts } from '../../../src/commands/bundle/built-part.js';
import { mapPart } from '../../../scripts/map-part.mjs';
import { aConfig } from '../../support/a-config.js';

/** Files for pages, as the build would map them. */
function partsOf(files: Readonly<Record<string, string>>): Parts {
  const toFile = (specifier: string): string => `chunks/${specifier.split('/').at(-1)!}`;
  return Object.fromEntries(
    Object.entries(files).map(([file, text]) => [file, { path: file, packages: [], ...mapPart(text, toFile), text }]),
  );
}

/** A script that names a cookie, as the build would map it. */
function aScript(text: string): Parts {
  return { 'zephr.js': { path: 'zephr.js', packages: [], ...mapPart(text, String, true), text } };
}

/** Joins and runs them; what they leave in `log` is what happened, in order. */
async function run(
  files: Readonly<Record<string, string>>,
  held: readonly string[],
  config = '{}',
): Promise<unknown[]> {
  const text = joinParts(partsOf(files), { config, held, base: './', banner: '/* test */' });
  const log: unknown[] = [];
  const over = new Promise((done) => setTimeout(done)).then(() => log.push('next task'));
  new Script(text).runInNewContext({ log, Document: { prototype: {} }, document: {} });
  await over;
  return log;
}

suite('joining files', () => {
  const A = 'const e=1;log.push("a runs");export{e as one};';

  test('gives the script its config', async () => {
    assert.deepEqual(await run({ 'zephr.js': 'log.push(__ZEPHR_CONFIG__)' }, [], `{"a":"'\\\\"}`), [
      `{"a":"'\\\\"}`,
      'next task',
    ]);
  });

  test('has the script look for the cookie of the config', () => {
    const parts = aScript('log.push("blaize_jwt=")');
    const join = (cookie?: string): string =>
      joinParts(parts, { config: '', held: [], base: './', banner: '', cookie });

    assert.ok(join().includes('log.push("blaize_jwt=")'));
    assert.ok(join("it's").includes("log.push('it\\'s=')"));
  });

  test('refuses a script that does not name the cookie once', () => {
    const options = { config: '', held: [], base: './', banner: '', cookie: 'token' };

    for (const text of ['log.push("other=")', 'log.push("blaize_jwt=","blaize_jwt=")']) {
      assert.throws(() => aScript(text), /names the cookie "blaize_jwt=" [02] times/);
    }
    assert.throws(() => joinParts(partsOf({ 'zephr.js': '0' }), options), { message: 'zephr.js names no cookie' });
  });

  test('says once that all of it is to be compiled at once', () => {
    const parts = partsOf({ 'zephr.js': '//# allFunctionsCalledOnLoad\n0' });

    assert.match(
      joinParts(parts, { config: '', held: [], base: './', banner: '' }),
      /^\/\/# allFunctionsCalledOnLoad\n(?![^]*allFunctionsCalledOnLoad)/,
    );
  });

  test('runs a chunk when it is first asked for, once, and gives its exports', async () => {
    const script = `log.push('script');import('./chunks/a.js').then(({one:e})=>log.push(e));import("./chunks/a.js")`;

    assert.deepEqual(await run({ 'zephr.js': script, 'chunks/a.js': A }, ['chunks/a.js']), [
      ...['script', 'a runs', 1, 'next task'],
    ]);
  });

  test('runs nothing that is not asked for', async () => {
    assert.deepEqual(await run({ 'zephr.js': '0', 'chunks/a.js': A }, ['chunks/a.js']), ['next task']);
  });

  test('joins chunks that ask for each other, and a guest with its host', async () => {
    const files = {
      'zephr.js': `import("./chunks/b.js").then(({two:e})=>log.push(e))`,
      'chunks/a.js': A,
      'chunks/b.js': `import{one as n}from"./a.js";const t=n+1;import("./a.js").then(({one:e})=>log.push("again "+e));export{t as two};`,
    };

    assert.deepEqual(await run(files, ['chunks/a.js', 'chunks/b.js']), [...['a runs', 'again 1', 2, 'next task']]);
    assert.throws(() => joinParts(partsOf(files), { config: '', held: ['chunks/b.js'], base: './', banner: '' }), {
      message: 'chunks/b.js needs chunks/a.js',
    });
  });

  test('a chunk that throws rejects, and does not end the script', async () => {
    const files = {
      'zephr.js': `import("./chunks/a.js").catch((e)=>log.push(e.message));log.push("on")`,
      'chunks/a.js': `throw new Error("broken");export{};`,
    };

    assert.deepEqual(await run(files, ['chunks/a.js']), ['on', 'broken', 'next task']);
  });

  test('leaves strings and names alone that look like what it changes', async () => {
    const script = `const o={import:(e)=>log.push(e)};o.import("./chunks/a.js");log.push('import("./chunks/a.js")')`;

    assert.deepEqual(await run({ 'zephr.js': script, 'chunks/a.js': A }, ['chunks/a.js']), [
      ...['./chunks/a.js', 'import("./chunks/a.js")', 'next task'],
    ]);
  });

  for (const [base, script, folder] of [
    ['./', 'https://cdn.example/v1/site.js?a=/b', 'https://cdn.example/v1/'],
    ['/z/', 'https://cdn.example/v1/site.js', 'https://cdn.example/z/'],
    ['../z/', 'https://cdn.example/a/b/site.js', 'https://cdn.example/a/z/'],
    ['./', '', './'],
    ['./', undefined, './'],
    ['./', 'blob:https://cdn.example/1', './'],
    ['https://static.example/v1/', 'https://cdn.example/site.js', 'https://static.example/v1/'],
  ] as const) {
    test(`a chunk that it does not hold is requested at ${base} of a script at ${script}`, () => {
      const parts = partsOf({ 'zephr.js': 'import(f+"a.js")', 'chunks/b.js': 'import("./a.js");export{};' });
      const text = joinParts(parts, { config: '', held: ['chunks/b.js'], base, banner: '' });
      const [, address] = /\$zephrBase=(.*?),\$zephrReady/.exec(text)!;
      const document = { currentScript: { src: script } };
      const found: unknown = new Script(address!).runInNewContext({ document, Document: { prototype: document }, URL });

      assert.equal(text.split("import($zephrBase+'chunks/a.js')").length, 3);
      assert.equal(found, folder);
    });
  }

  test('a single file requests nothing: a chunk that it does not hold rejects', async () => {
    const parts = partsOf({ 'zephr.js': 'import("./chunks/a.js").catch((e)=>log.push(e.message))' });
    const text = joinParts(parts, { config: '', held: [], base: './', banner: '', isSingle: true });
    const log: unknown[] = [];
    new Script(text).runInNewContext({ log });
    await new Promise((done) => setTimeout(done));

    assert.doesNotMatch(text, /import\(/);
    assert.deepEqual(log, ['chunks/a.js is not in this bundle']);
  });

  for (const [says, text] of [
    ['a default export', 'export default 1'],
    ['an export before the end', 'const e=1;export{e};e'],
    ['its own address', 'import.meta.url'],
    ['an import of an expression', 'import(name)'],
    ['all of another file', 'import*as e from"./a.js";e'],
  ] as const) {
    test(`the build refuses ${says}`, () => {
      assert.throws(() => mapPart(text, String), Error);
    });
  }
});

suite('a text in a script', () => {
  for (const text of [
    '</script><!--',
    "it's",
    'back\\slash',
    'two\nlines\r',
    '\u2028\u2029',
    '\\u2028',
    '${a}`',
    '😀',
  ]) {
    test(`${JSON.stringify(text)} comes back as it was`, () => {
      const literal = quoteText(text);

      assert.equal(new Script(literal).runInThisContext(), text);
      assert.doesNotMatch(literal, /[<\n\r\u2028\u2029]/);
    });
  }
});

suite('a config needs', () => {
  const none = { jwt: undefined, outcomes: undefined };
  const asking = (node: object): object => ({
    features: { articles: { rules: { anonymous: { ...node, yes: 'show' } } }, videos: {} },
  });
  const matches = { condition: 'matches', value: '/*' };
  const WALL = 'walls';

  for (const [says, changes, decide, show] of [
    ['nothing for the core alone', none, [], [WALL]],
    ['verification for a key', { outcomes: {} }, ['verify'], [WALL]],
    ['no walls without components', { ...none, components: {}, features: {}, products: {} }, [], []],
    [
      'the full registry for a condition',
      { ...none, ...asking({ type: 'url-path', ...matches }) },
      ['palette'],
      [WALL],
    ],
    [
      'the chunks that a node needs',
      { ...none, ...asking({ type: 'device', is: 'mobile' }) },
      ['palette', 'agents', 'facts'],
      [WALL],
    ],
    ['the ledger for a trial', { ...none, ...asking({ type: 'trial' }) }, ['palette', 'usage'], [WALL]],
    ['the full registry for a split test', { ...none, splitTests: {} }, ['palette'], [WALL]],
    ['the full registry for sites', { ...none, sites: {} }, ['palette'], [WALL]],
    ['the endpoint', { outcomes: {}, jwt: { verifyEndpoint: '/zephr/verify' } }, ['ask'], [WALL]],
    [
      'the reading of claims for a JSONPath',
      { outcomes: {}, jwt: { publicKey: 'k', productSyncing: { privateClaimName: '$.roles' } } },
      ['verify', 'claims'],
      [WALL],
    ],
    [
      'both for assertions',
      { outcomes: {}, jwt: { verifyEndpoint: '/v', endpointKey: 'k' } },
      ['verify', 'ask'],
      [WALL],
    ],
    ['zones', { ...none, outcomes: { o: { content: 'hide', zone: 'pop-up' } } }, [], [WALL, 'zones']],
  ] as const) {
    test(says, () => {
      const { decide: toDecide, show: toShow } = findNeeds(aConfig({ ...changes }) as unknown as Config);
      const files = (names: readonly string[]): string[] => names.map((name) => `chunks/${name}.js`);

      assert.deepEqual([toDecide, toShow], [files(decide), files(show)]);
    });
  }
});

suite('a page with a config may come to need', () => {
  const ALWAYS = ['compat', 'debug', 'export', 'live', 'mistakes', 'recover', 'tools'];
  const bare = { jwt: undefined, outcomes: {}, products: {}, components: {} };
  const withFeature = (changes: object): object => ({ ...bare, features: { articles: { rules: {}, ...changes } } });
  const WALLS = ['fill', 'texts-ar', 'texts-de', 'texts-es', 'texts-fr', 'texts-ja', 'texts-pt', 'walls'];
  const BLOCK = ['blocks', 'custom-block', 'sanitizer'];
  const withWall = (type: string, changes: object = {}): object => ({
    ...withFeature({}),
    components: { one: { type } },
    ...changes,
  });

  for (const [says, changes, more] of [
    ['what follows the first decision', withFeature({}), []],
    ['targets', withFeature({ target: { selector: 'main' } }), ['targets']],
    ['structured data', withFeature({ structuredData: { cssSelector: '.a' } }), ['structured-data']],
    ['renewal', { ...withFeature({}), jwt: { publicKey: 'k', refresh: '/r' } }, ['renew', 'verify']],
    ['a key set', { ...withFeature({}), jwt: { jwksUrl: '/k' } }, ['key-set', 'verify']],
    ['the endpoint alone', { ...withFeature({}), jwt: { verifyEndpoint: '/v' } }, ['ask']],
    [
      'keys while the endpoint is out of reach',
      { ...withFeature({}), jwt: { verifyEndpoint: '/v', jwksUrl: '/k' } },
      ['ask', 'key-set', 'verify'],
    ],
    ['a form', withWall('registration-wall'), [...WALLS, 'form', 'processors']],
    ['a paywall', withWall('paywall'), WALLS],
    ['a block', withWall('custom-block'), [...WALLS, ...BLOCK]],
    ['own elements in blocks', withWall('custom-block', { customElements: {} }), [...WALLS, ...BLOCK, 'elements']],
  ] as const) {
    test(says, () => {
      const files = findAllNeeds(aConfig({ ...changes }) as unknown as Config);

      assert.deepEqual(
        [...files].sort(),
        [...ALWAYS, ...more].sort().map((name) => `chunks/${name}.js`),
      );
    });
  }

  test('no tools where the data layer is off', () => {
    const files = findAllNeeds(aConfig({ ...withFeature({}), dataLayer: false }) as unknown as Config);

    assert.ok(!files.includes('chunks/tools.js'));
  });
});
