import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { devNull } from 'node:os';
import fc from 'fast-check';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { toEngineInput } from '../../../src/decision/to-engine-input.js';
import type { Decision } from '../../../src/model/decision.js';
import { aConfig } from '../../support/a-config.js';
import { soundConfig } from '../../support/arbitrary-rules.js';
import { runZephr, type Run } from '../../support/run-zephr.js';

/** The newspaper, whose registered readers get a trial, and readers in Texas the content. */
function aNewspaper(limit: number, state = 'Texas'): Record<string, unknown> {
  const trial = { type: 'trial', tracker: 'stories', limit, yes: 'show', no: 'teaser' };
  const registered = {
    type: 'jwt-token',
    property: 'state',
    condition: 'equals',
    value: state,
    yes: 'show',
    no: trial,
  };
  const anonymous = { content: 'hide', components: ['register'] };
  return aConfig({
    features: { articles: { title: 'Articles', rules: { anonymous, registered } }, videos: { rules: { anonymous } } },
  });
}

const READERS = {
  visitor: { at: '2026-03-02T12:00Z' },
  texan: { title: 'A Texan', claims: { sub: '1', state: 'Texas' }, at: '2026-03-02T12:00Z' },
  eager: { claims: { sub: '2' }, read: { stories: 3 }, at: '2026-03-02T12:00Z' },
};

/** Runs `zephr diff` on two configs, beside a readers file. */
function runDiff(
  before: unknown,
  after: unknown,
  args: readonly string[] = [],
  readers: unknown = READERS,
): Promise<Run> {
  const files: Record<string, string> = { 'old.json': typeof before === 'string' ? before : JSON.stringify(before) };
  if (readers !== null) files['zephr.readers.json'] = JSON.stringify({ version: 1, readers });
  return runZephr(['diff', 'FOLDER/old.json', 'FILE', ...args], after, { files });
}

suite('zephr diff', () => {
  test('ends with 0 where nothing was edited', async () => {
    assert.deepEqual(await runDiff(aNewspaper(3), aNewspaper(3)), { code: 0, out: 'no edits\n', err: '' });
  });

  test('ends with 0 where only the order of members and white space differ', async () => {
    const { features, ...others } = aNewspaper(3);

    const { code, out } = await runDiff(JSON.stringify({ features, ...others }, null, 4), aNewspaper(3));

    assert.deepEqual([code, out], [0, 'no edits\n']);
  });

  test('ends with 1 over an edit, and explains each decision that differs by both configs', async () => {
    const { code, out, err } = await runDiff(aNewspaper(3), aNewspaper(5));

    assert.deepEqual([code, err], [1, '']);
    assert.deepEqual(out.split('\n'), [
      '1 edit:',
      'In the feature articles, for registered readers: the trial stories gives 5 articles instead of 3.',
      '',
      '1 decision of 6 differs (3 readers of FOLDER/zephr.readers.json)',
      '',
      'eager, articles: outcome, content, components, trials, path',
      '  Before',
      '    Articles (articles), on 2026-03-02 12:00 UTC',
      '',
      '    Reader    registered',
      '              The token is valid, and its claim sub names the reader: "2".',
      '              Holds no product.',
      '',
      '    Rule      for registered readers',
      '              1. The claim state equals Texas (it is missing)',
      '                 → no',
      '              2. The trial of 3 unique articles lasts',
      '                 → no',
      '',
      '    Outcome   Sixty words (teaser)',
      '              The first 60 words are kept.',
      '              Shown in the page: paywall (subscribe).',
      '              Trial stories: 0 of 3 left.',
      '',
      '  After',
      '    Articles (articles), on 2026-03-02 12:00 UTC',
      '',
      '    Reader    registered',
      '              The token is valid, and its claim sub names the reader: "2".',
      '              Holds no product.',
      '',
      '    Rule      for registered readers',
      '              1. The claim state equals Texas (it is missing)',
      '                 → no',
      '              2. The trial of 5 unique articles lasts',
      '                 → yes',
      '',
      '    Outcome   Show content (show)',
      '              The content is shown.',
      '              Trial stories: 1 of 5 left.',
      '',
    ]);
  });

  test('names readers who get the same by other exits in one line', async () => {
    const registered = { type: 'jwt-expired', yes: 'show', no: { content: 'hide', components: ['register'] } };
    const old = aConfig({ products: {}, features: { articles: { rules: { anonymous: registered.no } } } });
    const young = aConfig({ products: {}, features: { articles: { rules: { anonymous: registered } } } });

    const { code, out } = await runDiff(old, young, [], { visitor: { title: 'A visitor' } });

    assert.equal(code, 1);
    assert.match(out, /\n0 decisions of 1 differ, 1 more is the same by other exits \(1 reader of .*\)\n\nA visitor \(visitor\), articles: the same by other exits\n$/);
  }); // prettier-ignore

  test('generates readers where there is no file of them', async () => {
    const { code, out } = await runDiff(aNewspaper(0), aNewspaper(5), [], null);

    assert.equal(code, 1);
    assert.match(
      out,
      /\n\d+ decisions? of \d+ differs? \(\d+ readers generated from the conditions of both configs\)\n/,
    );
    assert.match(out, /, articles: outcome, content, components, trials, path\n/);
  });

  test('writes generated readers into JSON, as they are in no file', async () => {
    const { out } = await runDiff(aNewspaper(3, 'Texas'), aNewspaper(3, 'Alabama'), ['--json'], null);

    const { decisions, generated } = JSON.parse(out) as {
      decisions: { reader: string; feature: string }[];
      generated: Record<string, { claims?: { state?: string } }>;
    };
    const states = decisions.map(({ reader }) => generated[reader]!.claims?.state);
    assert.deepEqual(states.sort(), ['Alabama', 'Texas']);
  });

  test('writes JSON', async () => {
    const { code, out } = await runDiff(aNewspaper(3), aNewspaper(5), ['--json']);
    const report = JSON.parse(out) as Record<string, unknown>;

    assert.equal(code, 1);
    assert.deepEqual(report['edits'], [
      { pointer: '/features/articles/rules/registered/no/limit', before: 3, after: 5 },
    ]);
    assert.equal((report['words'] as string[]).length, 1);
    assert.equal(report['compared'], 6);
    assert.deepEqual(
      (report['decisions'] as Record<string, unknown>[]).map(({ reader, feature, before, after }) => [
        reader,
        feature,
        (before as { outcomeId: string }).outcomeId,
        (after as { outcomeId: string }).outcomeId,
      ]),
      [['eager', 'articles', 'teaser', 'show']],
    );
  });

  test('takes the readers of a file', async () => {
    const { code, err } = await runDiff(aNewspaper(3), aNewspaper(5), ['--readers', 'FOLDER/none.json']);

    assert.equal(code, 2);
    assert.match(err, /none\.json cannot be read: the file does not exist/);
  });

  test('takes the device of no content as a config that is not there', async () => {
    const added = await runZephr(['diff', devNull, 'FILE'], aNewspaper(3));
    const removed = await runZephr(['diff', 'FILE', devNull], aNewspaper(3));

    assert.deepEqual([added.code, added.out, removed.code, removed.out], [1, 'the config is new\n', 1, 'the config is gone\n']);
  }); // prettier-ignore
});

suite('zephr diff refuses', () => {
  test('a broken config with the words of validate, after the edits', async () => {
    const broken = aNewspaper(3);
    broken['products'] = { gold: { claimValue: 'gold', features: ['none'] } };

    const { code, out, err } = await runDiff(aNewspaper(3), broken);

    assert.equal(code, 1);
    assert.match(out, /^\d+ edits:\n.*In the product gold: in the features, /s);
    assert.match(err, /feature-unknown {2}\/products\/gold\/features\/0/);
  });

  test('a config that is not JSON', async () => {
    const { code, out, err } = await runDiff('{ // old\n}', aNewspaper(3));

    assert.deepEqual([code, out], [1, '']);
    assert.match(err, /old\.json:1:3 {2}config-not-json .*JSON has no comments/);
  });

  test('a file that is not there', async () => {
    const { code, err } = await runZephr(['diff', 'FOLDER/none.json', 'FILE'], aNewspaper(3));

    assert.equal(code, 2);
    assert.match(err, /does not exist/);
  });

  test('two configs from the standard input', async () => {
    const { code, err } = await runZephr(['diff', '-', '-'], aNewspaper(3));

    assert.equal(code, 2);
    assert.match(err, /only one of the two/);
  });

  test('a broken readers file', async () => {
    const { code, err } = await runDiff(aNewspaper(3), aNewspaper(5), [], { texan: { claims: 'none' } });

    assert.equal(code, 2);
    assert.match(err, /type-wrong/);
  });
});

suite('zephr diff decides', () => {
  test('the features that were edited, whatever is wrong in another one', async () => {
    const [old, young] = [aNewspaper(3), aNewspaper(5)].map((config) => ({
      ...config,
      features: { ...(config['features'] as object), letters: { rules: { anonymous: 'nowhere' } } },
    }));

    const { code, out, err } = await runDiff(old, young);

    assert.deepEqual([code, err], [1, '']);
    assert.match(out, /\n1 decision of 9 differs /);
  });

  test('all features, where something was edited that rules share', async () => {
    const old = aNewspaper(3);
    const outcomes = { ...(old['outcomes'] as object), teaser: { content: 'hide' } };

    const { out } = await runDiff(old, { ...old, outcomes });

    assert.match(out, /\n1 decision of 6 differs /);
    assert.match(out, /\neager, articles: outcome, content, components\n/);
  });

  test('nothing, where only walls were edited', async () => {
    const old = aNewspaper(3);
    const components = { ...(old['components'] as object), subscribe: { type: 'paywall', heading: 'Go on' } };

    const { code, out } = await runDiff(old, { ...old, components });

    assert.equal(code, 1);
    assert.match(out, /\n0 decisions of 6 differ \(3 readers of .*\)\n$/);
  });

  test('as the engine does, for each reader and feature', async () => {
    await fc.assert(
      fc.asyncProperty(soundConfig, soundConfig, fc.constantFrom(...CHANGES), async (old, other, change) => {
        const features = other['features'] as Record<string, unknown>;
        const young = change(old, other);
        const [before, after] = [compileConfig(old), compileConfig(young)];

        const { out } = await runDiff(old, young, ['--json']);

        const { decisions } = JSON.parse(out) as { decisions: { reader: string; feature: string; differs: string[] }[] };
        const cells = (list: readonly { reader: string; feature: string }[]): string[] =>
          list.map(({ reader, feature }) => `${reader} ${feature}`).sort();
        const differing = Object.entries(READERS).flatMap(([reader, described]) =>
          Object.keys(features).flatMap((feature) => {
            const input = toEngineInput(described, Date.parse('2026-03-02T12:00Z'));
            const [one, another] = [before, after].map((engine) => seen(engine.decide(feature, input)));
            return one === another ? [] : [{ reader, feature }];
          }),
        );
        const isSeen = ({ differs }: { differs: string[] }): boolean => differs.some((part) => part !== 'path');
        assert.deepEqual(cells(decisions.filter(isSeen)), cells(differing));
      }),
      { numRuns: 40 },
    );
  }); // prettier-ignore
});

type AnyConfig = Readonly<Record<string, unknown>>;

/** Replaces an entry of a map of the config. */
function withEntry(config: AnyConfig, map: string, id: string, entry: unknown): AnyConfig {
  return { ...config, [map]: { ...(config[map] as AnyConfig), [id]: entry } };
}
const entryOf = (config: AnyConfig, map: string, id: string): object => (config[map] as Record<string, object>)[id]!;

/** Changes that make the second of two configs. */
const CHANGES: readonly ((old: AnyConfig, other: AnyConfig) => AnyConfig)[] = [
  (_, other) => other,
  (old, other) => withEntry(old, 'features', 'articles', entryOf(other, 'features', 'articles')),
  ...['deepest', 'deeper', 'deep'].map(
    (id) => (old: AnyConfig, other: AnyConfig) => withEntry(old, 'subRules', id, entryOf(other, 'subRules', id)),
  ),
  (old) => withEntry(old, 'outcomes', 'teaser', { content: 'hide' }),
  (old) => withEntry(old, 'products', 'gold', { claimValue: 'a', features: ['videos'] }),
  (old) => withEntry(old, 'splitTests', 'colour', { groups: ['red', 'blue', 'yes'].map((id) => ({ id, weight: 1 })) }),
];

/** The parts of a decision that reach a reader or a report, without ids that are pointers. */
function seen(decision: Decision): string {
  const { trace: _, zone, outcomeId, outcomeLabel, ...others } = decision;
  const ids = [outcomeId, outcomeLabel].map((id) => (id.startsWith('/') ? '' : id));
  return JSON.stringify([others, ids, decision.components.length > 0 ? zone : '']);
}
