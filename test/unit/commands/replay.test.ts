import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { MAX_DECISION_BYTES } from '../../../src/replay/limits.js';
import { aConfig } from '../../support/a-config.js';
import { runZephr, type Run } from '../../support/run-zephr.js';

const STATE = {
  type: 'jwt-token',
  property: 'state',
  condition: 'equals',
  value: 'Alabama',
  yes: 'show',
  no: 'teaser',
};
const withRule = (registered: unknown, changes: object = {}): Record<string, unknown> =>
  aConfig({ features: { articles: { rules: { anonymous: 'sheet', registered } }, videos: {} }, ...changes });
const NEWS = withRule(STATE);
const TEXAN = ['--claims', '{"sub":"reader-77","state":"Texas","email":"a@example.com"}', '--at', '2026-03-02T12:00Z'];

/** The text that `explain --export` prints. */
async function exportOf(args: readonly string[] = TEXAN, config: unknown = NEWS, env = {}): Promise<string> {
  const { code, out, err } = await runZephr(['explain', 'FILE', '-f', 'articles', '--export', ...args], config, {
    env,
  });
  assert.deepEqual([code, err], [0, '']);
  return out;
}

const replay = (text: string, config: unknown = NEWS, env = {}): Promise<Run> =>
  runZephr(['replay', 'FOLDER/decision.json', 'FILE'], config, { files: { 'decision.json': text }, env });

suite('explain --export', () => {
  test('prints the decision and nothing else, without token and id', async () => {
    const text = await exportOf();
    const { format, made, config, feature, state, left_out: leftOut } = JSON.parse(text) as Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any

    assert.equal(format, 'zephr-decision/1');
    assert.deepEqual([made.by, config.address, feature, state], ['command', 'zephr.json', 'articles', 'registered']);
    assert.match(config.sha256, /^[0-9a-f]{64}$/);
    assert.deepEqual(leftOut, ['claims.sub', 'claims.email']);
    assert.doesNotMatch(text, /reader-77|example\.com/);
  });

  test('hashes the config as JSON, however it is written', async () => {
    const hashOf = async (config: unknown): Promise<unknown> =>
      (JSON.parse(await exportOf(TEXAN, config)) as { config: { sha256: string } }).config.sha256;

    assert.equal(await hashOf(NEWS), await hashOf(JSON.stringify(NEWS, null, 3)));
    assert.notEqual(await hashOf(NEWS), await hashOf(withRule('show')));
  });

  test('writes a file, over one of its own alone', async () => {
    const args = ['explain', 'FILE', '-f', 'articles', '--export', '-o', 'FOLDER/decision.json'];
    const run = async (content: string): Promise<number> =>
      (await runZephr(args, NEWS, { files: { 'decision.json': content } })).code;

    assert.equal(await run(await exportOf()), 0);
    assert.equal(await run('{"mine":1}'), 2);
    assert.equal((await runZephr(['explain', 'FILE', '-f', 'articles', '-o', 'FOLDER/a.json'], NEWS)).code, 2);
  });
});

suite('replay', () => {
  test('explains the same decision, says so, and ends with 0', async () => {
    const { code, out, err } = await replay(await exportOf());

    assert.deepEqual([code, err], [0, '']);
    assert.match(out, /1\. The claim state equals Alabama \(it is "Texas"\)\n +→ no\n/);
    assert.match(out, /\nThe same\.\n$/);
    assert.doesNotMatch(out, /is not the one/);
  });

  for (const [says, config, sentence] of [
    [
      'another exit, with the node',
      withRule({ ...STATE, value: 'Texas' }),
      /^Not the same\. The node \/features\/articles\/rules\/registered \(jwt-token\) was left by "no" and is left by "yes"\. It asks: the claim state equals Texas \(it is "Texas"\)/m,
    ],
    [
      'another outcome, with the node before it',
      withRule({ ...STATE, no: 'sheet' }),
      /^Not the same\. The outcome behind the node \/features\/articles\/rules\/registered \(jwt-token\) differs\. Before: "teaser"\. Now: "bottom-sheet"\.$/m,
    ],
    [
      'other content',
      withRule(STATE, {
        outcomes: { teaser: { label: 'Sixty words', content: 'hide', components: ['subscribe'] } },
        features: { articles: { rules: { anonymous: 'teaser', registered: STATE } }, videos: {} },
      }),
      /^Not the same\. The content behind .* differs\. Before: The first 60 words are kept\. Now: The content is hidden\.$/m,
    ],
    [
      'another type of node',
      withRule({ type: 'jwt-expired', yes: 'show', no: 'teaser' }),
      /^Not the same\. Step 1 of the path was .* \(jwt-token\) and is .* \(jwt-expired\)\.$/m,
    ],
    [
      'a longer path',
      withRule({ ...STATE, no: { type: 'jwt-expired', yes: 'show', no: 'teaser' } }),
      /^Not the same\. The path went on: it now meets .*\/no \(jwt-expired\)\.$/m,
    ],
    [
      'another user state',
      withRule(STATE, { jwt: {} }),
      /^Not the same\. The user state was registered and is anonymous\.$/m,
    ],
  ] as const) {
    // prettier-ignore
    test(`names the first difference: ${says}, and ends with 1`, async () => {
      const { code, out } = await replay(await exportOf(), config);

      assert.equal(code, 1);
      assert.match(out, sentence);
      assert.match(out, /^The decision was made with a different config\.$/m);
    });
  }

  test('takes other words of the same result for the same', async () => {
    const { code, out } = await replay(await exportOf(), withRule({ ...STATE, value: 'Ohio' }));

    assert.equal(code, 0);
    assert.match(out, /^The decision was made with a different config\.\nThe same\.\n$/m);
  });

  test('works while another feature has a mistake', async () => {
    const config = aConfig({ features: { articles: { rules: { registered: STATE } }, videos: 1 }, products: {} });

    assert.equal((await replay(await exportOf(), config)).code, 0);
  });

  test('without a config only explains', async () => {
    const files = { 'decision.json': await exportOf() };
    const { code, out } = await runZephr(['replay', 'FOLDER/decision.json'], {}, { files });

    assert.equal(code, 0);
    assert.match(out, /^Reader +registered, token valid$/m);
    assert.match(out, /^Left out +claims\.sub, claims\.email$/m);
  });

  test('is the same in every time zone, for the clock of the device, too', async () => {
    const late = { type: 'date-time', condition: 'after', value: '2026-03-02T20:00', timeZone: 'local', yes: 'show', no: 'teaser' }; // prettier-ignore
    const alone = await exportOf(TEXAN, withRule(late), { TZ: 'Asia/Tokyo' });
    assert.match(alone, /"timeZone": "Asia\/Tokyo"/);
    assert.equal((await replay(alone, withRule(late), { TZ: 'UTC' })).code, 0);
    const trial = { type: 'trial', limit: 1, window: 'calendar-day', yes: late, no: late };
    const usage = JSON.stringify({ trials: { 'articles/registered': [{ item: '/a', at: Date.UTC(2026, 2, 2, 1) }] } });
    const args = [...TEXAN.slice(0, 2), '--at', '2026-03-02T12:30Z', '--usage', usage, '--url', '/b'];
    const text = await exportOf(args, withRule(trial), { TZ: 'Asia/Tokyo' });

    assert.match(text, /"time-zone": "Asia\/Tokyo"/);
    assert.match(text, /"outcomeId": "show"/);
    for (const TZ of ['Asia/Tokyo', 'UTC', 'America/Los_Angeles']) {
      const { code, out } = await replay(text, withRule(trial), { TZ });
      assert.equal(code, 0, out);
    }
  });
});

suite('replay ends with 2 for', () => {
  const broken = (change: (decision: Record<string, any>) => void) => async (): Promise<string> => { // eslint-disable-line @typescript-eslint/no-explicit-any
    const decision = JSON.parse(await exportOf()) as Record<string, unknown>;
    change(decision);
    return JSON.stringify(decision);
  }; // prettier-ignore
  for (const [says, make, message] of [
    ['a text that is not JSON', () => '{', /decision-not-json\n {2}decision: it is not JSON/],
    ['something else', () => '{"version":1}', /decision-format\n {2}\/format: it is not an exported decision/],
    ['a config', () => JSON.stringify(NEWS), /decision-format/],
    ['a list', () => '[]', /decision-format/],
    [
      'a newer format',
      broken((one) => (one['format'] = 'zephr-decision/2')),
      /decision-newer\n {2}\/format: a newer version has made it \(format 2\)\. Update zephr/,
    ],
    ['brackets that are never closed', () => '['.repeat(50_000), /decision-too-deep/],
    [
      'claims of 300 levels',
      broken((one) => (one['input'].claims.a = JSON.parse('['.repeat(300) + ']'.repeat(300)))),
      /decision-too-deep/,
    ],
    [
      'claims that are no object',
      broken((one) => (one['input'].claims = 7)),
      /type-wrong\n {2}\/input\/claims: "claims" has the wrong type or is out of range: a number/,
    ],
    [
      'an unknown token status',
      broken((one) => (one['input'].tokenStatus = 'good')),
      /value-unknown\n {2}\/input\/tokenStatus: /,
    ],
    ['a moment that no calendar has', broken((one) => (one['input'].now = 1e300)), /type-wrong\n {2}\/input\/now: /],
    [
      'counts that are no list',
      broken((one) => (one['input'].usage = { trials: { a: 1 } })),
      /type-wrong\n {2}\/input\/usage\/trials\/a: /,
    ],
    [
      'a counted view without a moment',
      broken((one) => (one['input'].usage = { trials: { a: [{ item: '/a' }] } })),
      /field-missing\n {2}\/input\/usage\/trials\/a\/0\/at: /,
    ],
    ['no decision', broken((one) => delete one['decision']), /field-missing\n {2}\/decision: "decision" is missing/],
    ['a path that is no list', broken((one) => (one['decision'].trace = {})), /type-wrong\n {2}\/decision\/trace: /],
    [
      'a decision of another shape',
      broken((one) => (one['decision'].trials = { a: null })),
      /type-wrong\n {2}\/decision\/trials\/a: /,
    ],
    ['a file over 1 MiB', () => ' '.repeat(MAX_DECISION_BYTES + 1), /cannot be read: it has more than 1048576 bytes/],
  ] as const) {
    // prettier-ignore
    test(says, async () => {
      const { code, out, err } = await replay(await make());

      assert.deepEqual([code, out], [2, '']);
      assert.match(err, /^error: FOLDER\/decision\.json cannot be /);
      assert.match(err, message);
    });
  }

  test('a file that is not there', async () => {
    assert.equal((await runZephr(['replay', 'FOLDER/none.json', 'FILE'], NEWS)).code, 2);
  });

  test('data named __proto__ is data', async () => {
    const text = await exportOf();
    const { code } = await replay(text.replace('"state": "Texas"', '"state": "Texas", "__proto__": { "polluted": 1 }'));

    assert.equal(code, 0);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });
});

suite('replay --as-reader', () => {
  const AS = ['replay', 'FOLDER/decision.json', 'FILE', '--as-reader', 'texan'];

  test('makes a readers file whose expectation holds', async () => {
    let readers = '';
    const look = async (folder: string): Promise<void> => {
      readers = await readFile(join(folder, 'zephr.readers.json'), 'utf8');
    };
    const { code, out } = await runZephr(AS, NEWS, { files: { 'decision.json': await exportOf() }, look });
    const { readers: made, expect } = JSON.parse(readers) as { readers: Record<string, object>; expect: object[] };

    assert.equal(code, 0);
    assert.match(out, /FOLDER\/zephr\.readers\.json: the reader "texan", and an expectation for articles\n$/);
    assert.deepEqual(Object.keys(made), ['texan']);
    assert.equal(expect.length, 1);
    const tested = await runZephr(['test', 'FILE'], NEWS, { files: { 'zephr.readers.json': readers } });
    assert.equal(tested.code, 0, tested.out + tested.err);
    const changed = await runZephr(['test', 'FILE'], withRule('show'), { files: { 'zephr.readers.json': readers } });
    assert.equal(changed.code, 1);
  });

  test('adds to one that is there, and moves nothing else', async () => {
    const before = '{ "version": 1,\r\n\t"readers": { "visitor": { } },\r\n\t"expect": [ { "reader": "visitor", "feature": "videos", "outcome": "show" } ] }'; // prettier-ignore
    const files = { 'decision.json': await exportOf(), 'zephr.readers.json': before };
    const look = async (folder: string): Promise<void> => {
      const after = await readFile(join(folder, 'zephr.readers.json'), 'utf8');
      assert.ok(after.startsWith('{ "version": 1,\r\n\t"readers": { "visitor": { }'), after);
      assert.equal((JSON.parse(after) as { expect: object[] }).expect.length, 2);
    };

    assert.equal((await runZephr(AS, NEWS, { files, look })).code, 0);
  });

  for (const [says, readers, message] of [
    ['an id that is taken', '{"version":1,"readers":{"texan":{}}}', /already has a reader "texan"/],
    ['a readers file with a mistake', '{"version":1,"readers":[]}', /cannot be used/],
    ['a readers file that is not JSON', '{', /readers-not-json/],
  ] as const) {
    test(`refuses ${says}, and writes nothing`, async () => {
      const look = async (folder: string): Promise<void> =>
        assert.equal(await readFile(join(folder, 'zephr.readers.json'), 'utf8'), readers);
      const files = { 'decision.json': await exportOf(), 'zephr.readers.json': readers };
      const { code, err } = await runZephr(AS, NEWS, { files, look });

      assert.equal(code, 2);
      assert.match(err, message);
    });
  }

  test('needs the config', async () => {
    const files = { 'decision.json': await exportOf() };

    assert.equal((await runZephr(['replay', 'FOLDER/decision.json', '--as-reader', 'a'], NEWS, { files })).code, 2);
  });
});
