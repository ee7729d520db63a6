/** Decisions that are exported in the page and decided again by the command. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, suite, test } from 'node:test';
import type { ExportedDecision } from '../../src/replay/exported-decision.js';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  missing,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';
import { configWithTrial, aSite, read, storedIn } from '../support/counting-pages.js';
import { installCommand, type InstalledCommand } from '../support/run-command.js';
import type { Run } from '../support/run-zephr.js';

const { visit } = useBrowser();
let replays = 0;
let command: InstalledCommand;
before(async () => {
  command = await installCommand();
});
after(() => command[Symbol.asyncDispose]());

const exportIn = (reader: PageVisit, feature = 'articles'): Promise<ExportedDecision> =>
  reader.page.evaluate((id) => window.Zephr.exportDecision(id), feature);

/** Decides an export again, by the built command. */
async function replay(exported: ExportedDecision, config: unknown, env = {}): Promise<Run> {
  const files = [exported, config].map((content) => JSON.stringify(content));
  const name = `replay-${++replays}`;
  await Promise.all(files.map((text, at) => writeFile(`${command.folder}/${name}-${at}.json`, text)));
  return command.run(['replay', `${name}-0.json`, `${name}-1.json`], '', env);
}

const asks = (fields: object): object => ({
  ...fields,
  yes: 'show',
  no: { content: 'hide', components: ['register'] },
});

suite('a decision exported in the page', TOGETHER, () => {
  test('is the same for the command in another time zone, and names the node where the rule has changed', async () => {
    const config = exampleConfig();
    await using reader = await visit({ config, token: aToken({ state: 'Texas', email: 'a@example.com' }) });
    const exported = await exportIn(reader);
    const text = JSON.stringify(exported);

    assert.deepEqual(
      [exported.format, exported.made.by, exported.config.address],
      ['zephr-decision/1', 'page', '/zephr.json'],
    );
    assert.deepEqual([exported.state, exported.input.claims?.['state']], ['registered', 'Texas']);
    assert.deepEqual(exported.decision.components, ['subscribe']);
    assert.doesNotMatch(text, /1234567890|eyJ|a@example\.com/);
    const same = await replay(exported, config, { TZ: 'Pacific/Auckland' });
    assert.deepEqual(
      [same.code, /^The same\.$/m.test(same.out), /is not the one/.test(same.out)],
      [0, true, false],
      same.out,
    );
    const { articles } = (config as { features: { articles: { rules: object } } }).features;
    const rules = {
      ...articles.rules,
      registered: asks({ type: 'jwt-token', property: 'state', condition: 'equals', value: 'Texas' }),
    };
    const changed = await replay(
      exported,
      exampleConfig({ features: { ...(config['features'] as object), articles: { rules } } }),
    );
    assert.equal(changed.code, 1);
    assert.match(
      changed.out,
      /The node \/features\/articles\/rules\/registered \(jwt-token\) was left by "no" and is left by "yes"/,
    );
  });

  test('loads its file only then', async () => {
    await using reader = await visit();
    const loaded = (): Promise<boolean> =>
      reader.page.evaluate(() =>
        performance.getEntriesByType('resource').some(({ name }) => /chunks\/export-/.test(name)),
      );

    assert.equal(await loaded(), false);
    await exportIn(reader);
    assert.equal(await loaded(), true);
  });

  test('has what rules ask of the page, and no more', async () => {
    const nodes = [
      { type: 'meta-tag', name: 'section', condition: 'equals', value: 'news' },
      { type: 'cookie', name: 'theme', condition: 'equals', value: 'dark' },
      { type: 'country', condition: 'equals', value: 'DE' },
      { type: 'custom-data', property: 'plan', condition: 'equals', value: 'a' },
      { type: 'query-param', key: 'utm', condition: 'equals', value: 'x' },
      { type: 'date-time', condition: 'after', value: '2020-01-01T00:00', timeZone: 'local' },
    ];
    const rule = nodes.reduceRight<unknown>((yes, node) => ({ ...node, yes, no: { content: 'hide' } }), 'show');
    const config = configWithFeatures({ articles: alwaysDoes(rule) });
    await using reader = await visit({
      config,
      html: aPage(place('articles'), `<meta name="section" content="news"><meta name="secret-tag" content="s">${SCRIPT}`),
      cookies: [{ name: 'theme', value: 'dark' }, { name: 'session', value: 'secret-session' }],
      path: '/secret-path?utm=x&visitor=secret-visitor',
      before: `(window.Zephr = window.Zephr || []).push(['setCustomData', { plan: 'a', who: 'secret-who' }], ['provideFacts', { country: 'DE', city: 'secret-city' }])`,
    }); // prettier-ignore
    const exported = await exportIn(reader);

    assert.equal(exported.decision.outcomeId, 'show', JSON.stringify(exported.decision.trace));
    assert.doesNotMatch(JSON.stringify(exported.input), /secret/);
    assert.deepEqual(exported.left_out.includes('cookies'), true);
    const { code, out } = await replay(exported, config, { TZ: 'America/Los_Angeles' });
    assert.equal(code, 0, out);
  });

  test('has the counts of its trackers, and spends none', async () => {
    const config = configWithTrial();
    await using reader = await visit(aSite({ config }));
    await read(reader, '/2');
    const before = await storedIn(reader.page);
    const exported = await exportIn(reader);

    assert.deepEqual(await storedIn(reader.page), before);
    assert.deepEqual(
      exported.input.usage?.trials?.['stories']?.map(({ item }) => item),
      ['article 1', '/2'],
    );
    assert.equal(exported.input.usage?.reader, undefined);
    assert.equal((await replay(exported, config)).code, 0);
  });

  test('has no data of the reader in its words while the page is debugged', async () => {
    await using reader = await visit({ path: '/?zephr-debug', token: aToken({ state: 'secret-state' }) });
    const { decision } = await exportIn(reader);

    assert.equal(decision.trace.length, 1);
    assert.doesNotMatch(JSON.stringify(decision), /secret-state/);
  });

  test('says so for an unknown feature, and where there is no config', async () => {
    await using reader = await visit();
    await using lost = await visit({ config: null });
    const unknown = await exportIn(reader, 'none');
    const broken = await exportIn(lost);

    assert.deepEqual([unknown.decision.reason, unknown.input.claims], ['unknown-feature', undefined]);
    assert.deepEqual([broken.decision.reason, broken.config.sha256], ['fault', null]);
  });

  test('rejects where its file does not arrive, and the page goes on', async () => {
    await using reader = await visit({ routes: { '/chunks/export.js': missing } });
    const error = await reader.page.evaluate(() =>
      window.Zephr.exportDecision('articles').then(
        () => null,
        (thrown: unknown) => String(thrown),
      ),
    );

    assert.match(error!, /import/);
    assert.equal((await reader.decide('articles')).reason, 'rule');
  });

  test('can be queued', async () => {
    await using reader = await visit({
      before: `(window.Zephr = window.Zephr || []).push((zephr) => zephr.exportDecision('articles').then((one) => (window.exported = one)))`,
    });
    await reader.page.waitForFunction(() => 'exported' in window);
  });
});
