import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aConfig } from '../../support/a-config.js';
import { runZephr, type Run } from '../../support/run-zephr.js';

const CONFIG = aConfig({
  features: {
    articles: {
      rules: {
        anonymous: { content: 'hide', components: ['register'] },
        registered: { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama', yes: 'show', no: 'teaser' },
      },
    },
    videos: {},
  },
}); // prettier-ignore

const READERS = {
  visitor: {},
  texan: { title: 'A Texan', claims: { sub: '1', state: 'Texas' }, at: '2026-03-02T12:00Z' },
  gold: { claims: { sub: '2', prod: 'gold' } },
};

const HOLDING = [
  { reader: 'visitor', feature: 'articles', state: 'anonymous', content: 'hide', components: ['register'] },
  { reader: 'texan', feature: 'articles', outcome: 'teaser', content: { keep: { words: 60 } } },
  { reader: 'gold', feature: 'articles', state: 'customer', outcome: 'show' },
];

/** Runs `zephr test` on a readers file beside the config. */
function runTest(file: unknown, args: readonly string[] = []): Promise<Run> {
  const text = typeof file === 'string' ? file : JSON.stringify(file);
  return runZephr(['test', 'FILE', ...args], CONFIG, { files: { 'zephr.readers.json': text } });
}

suite('zephr test', () => {
  test('ends with 0 where each expectation holds', async () => {
    const run = await runTest({ version: 1, readers: READERS, expect: HOLDING });

    assert.deepEqual(run, { code: 0, out: '3 expectations hold, 0 do not\n', err: '' });
  });

  test('ends with 0 where nothing is expected', async () => {
    const run = await runTest({ version: 1, readers: READERS });

    assert.deepEqual(run, { code: 0, out: '0 expectations hold, 0 do not\n', err: '' });
  });

  test('ends with 1 over a broken expectation, and explains the decision', async () => {
    const broken = { says: 'Texans read', reader: 'texan', feature: 'articles', outcome: 'show', components: [] };
    const { code, out, err } = await runTest(
      JSON.stringify({ version: 1, readers: READERS, expect: [HOLDING[0], broken] }, null, 2),
    );

    assert.deepEqual([code, err], [1, '']);
    assert.deepEqual(out.split('\n'), [
      'FOLDER/zephr.readers.json:30:5  A Texan, articles (Texans read): the outcome is "teaser", not "show"; the list of components is ["subscribe"], not []',
      '    articles, on 2026-03-02 12:00 UTC',
      '',
      '    Reader    registered',
      '              The token is valid, and its claim sub names the reader: "1".',
      '              Holds no product.',
      '',
      '    Rule      for registered readers',
      '              1. The claim state equals Alabama (it is "Texas")',
      '                 → no',
      '',
      '    Outcome   Sixty words (teaser)',
      '              The first 60 words are kept.',
      '              Shown in the page: paywall (subscribe).',
      '',
      '1 expectation holds, 1 does not',
      '',
    ]);
  });

  test('prints everything as JSON', async () => {
    const broken = { reader: 'texan', feature: 'articles', outcome: 'show' };
    const { code, out } = await runTest({ version: 1, readers: READERS, expect: [...HOLDING, broken] }, ['--json']);
    const { holding, failing, expectations } = JSON.parse(out) as Record<string, unknown> & {
      expectations: readonly Record<string, unknown>[];
    };
    const { pointer, line, holds, differences, decision } = expectations[3]!;

    assert.deepEqual([code, holding, failing], [1, 3, 1]);
    assert.deepEqual([pointer, line, holds], ['/expect/3', 1, false]);
    assert.deepEqual(differences, [{ member: 'outcome', expected: 'show', found: 'teaser' }]);
    assert.equal((decision as { outcomeId: string }).outcomeId, 'teaser');
  });

  test('takes another readers file', async () => {
    const other = JSON.stringify({ version: 1, readers: READERS, expect: [HOLDING[0]] });
    const { code, out } = await runZephr(['test', 'FILE', '--readers', 'FOLDER/other.json'], CONFIG, {
      files: { 'other.json': other },
    });

    assert.deepEqual([code, out], [0, '1 expectation holds, 0 do not\n']);
  });

  test('takes a reader called __proto__', async () => {
    const run = await runTest(
      '{ "version": 1, "readers": { "__proto__": {} }, "expect": [{ "reader": "__proto__", "feature": "videos", "outcome": "show" }] }',
    );

    assert.deepEqual([run.code, run.err], [0, '']);
  });

  test('warns of a tracker that no trial counts by, and goes on', async () => {
    const { code, err } = await runTest({ version: 1, readers: { a: { read: { stories: 1 } } } });

    assert.equal(code, 0);
    assert.match(
      err,
      /^FOLDER\/zephr\.readers\.json:1:\d+ {2}tracker-unknown {2}warning: \/readers\/a\/read\/stories: /,
    );
  });

  for (const [says, file, message] of [
    ['an unknown reader', { version: 1, readers: {}, expect: [{ reader: 'texan', feature: 'articles', outcome: 'a' }] }, /:1:\d+ {2}reader-unknown {2}\/expect\/0\/reader: /],
    ['an unknown feature', { version: 1, readers: READERS, expect: [{ reader: 'texan', feature: 'artikles', outcome: 'a' }] }, /:1:\d+ {2}feature-unknown {2}.* Did you mean "articles"\?/],
    ['claims that are no object', { version: 1, readers: { a: { claims: [] } } }, /:1:\d+ {2}type-wrong {2}\/readers\/a\/claims: /],
    ['what is not JSON', '{ version: 1 }', /:1:3 {2}readers-not-json /],
  ] as const) {
    test(`ends with 2 over ${says}`, async () => {
      const { code, out, err } = await runTest(file);

      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
    });
  } // prettier-ignore

  test('ends with 2 without a readers file', async () => {
    const { code, err } = await runZephr(['test', 'FILE'], CONFIG);

    assert.equal(code, 2);
    assert.match(err, /zephr\.readers\.json cannot be read: the file does not exist/);
  });

  test('ends with 1 over a mistake in the config, as explain does', async () => {
    const config = aConfig({ features: { articles: { rules: { anonymous: 'nowhere' } } } });
    const [tested, explained] = [
      await runZephr(['test', 'FILE'], config),
      await runZephr(['explain', 'FILE', '-f', 'articles'], config),
    ];

    assert.deepEqual([tested.code, tested.err], [explained.code, explained.err]);
  });
});

suite('zephr test --coverage', () => {
  test('says that all exits are taken', async () => {
    const readers = { ...READERS, alabaman: { claims: { sub: '3', state: 'Alabama' } } };
    const { code, out } = await runTest({ version: 1, readers }, ['--coverage']);

    assert.equal(code, 0);
    assert.equal(out, '2 of 2 exits are taken by test readers\n\n0 expectations hold, 0 do not\n');
  });

  test('lists an exit that none takes, with a reader that does, and changes no exit code', async () => {
    const { code, out } = await runTest({ version: 1, readers: READERS, expect: HOLDING }, ['--coverage']);

    assert.equal(code, 0);
    assert.deepEqual(out.split('\n').slice(0, 2), [
      '/features/articles/rules/registered/yes  the claim state equals Alabama: yes',
      '    taken by the reader {"claims":{"sub":"reader-1","state":"Alabama"}}',
    ]);
    assert.match(out, /\n1 of 2 exits are taken by test readers\n\n3 expectations hold, 0 do not\n$/);
  });

  test('adds to the JSON what a reader in the file can be made of', async () => {
    const { out } = await runTest({ version: 1, readers: READERS }, ['--coverage', '--json']);
    const { coverage } = JSON.parse(out) as { coverage: { untaken: readonly { reader: object }[] } };
    const { reader } = coverage.untaken[0]!;
    const after = await runTest({ version: 1, readers: { ...READERS, reader } }, ['--coverage', '--json']);

    assert.deepEqual((JSON.parse(after.out) as { coverage: object }).coverage, { exits: 2, untaken: [] });
  });

  test('names the conditions that exclude each other', async () => {
    const inner = { type: 'jwt-token', property: 'state', condition: 'starts-with', value: 'Ala' };
    const outer = { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama' };
    const wall = { content: 'hide' };
    const last = { ...outer, yes: 'show', no: wall };
    const registered = { ...outer, yes: { ...inner, yes: 'show', no: last }, no: wall };
    const config = aConfig({ features: { articles: { rules: { registered } } }, products: {} });
    const { out } = await runZephr(['test', 'FILE', '--coverage'], config, {
      files: { 'zephr.readers.json': JSON.stringify({ version: 1, readers: READERS }) },
    });

    assert.ok(
      out.includes(
        '/registered/yes/no  the claim state starts with Ala: no\n' +
          '    never taken: "the claim state starts with Ala: no" and "the claim state equals Alabama: yes" exclude each other\n',
      ),
      out,
    );
    assert.match(out, /\/registered\/yes\/no\/yes .*\n {4}never taken: no path leads here/);
  });
});
