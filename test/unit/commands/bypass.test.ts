import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createBypass } from '../../../src/endpoint/bypass/create-bypass.js';
import { runZephr, type Run } from '../../support/run-zephr.js';

const FORUM = { title: 'Forum', origins: ['https://forum.example'], secret: 'a secret of the forum' };
const SETTINGS = JSON.stringify({ referrers: { forum: FORUM } });

const sign = (path: string, args: readonly string[] = [], settings = SETTINGS, referrer = 'forum'): Promise<Run> =>
  runZephr(['bypass', path, '--settings', 'FOLDER/settings.json', '--referrer', referrer, ...args], {}, {
    files: { 'settings.json': settings },
  }); // prettier-ignore

suite('the command bypass', () => {
  test('prints a signature for a week, and the path to link to', async () => {
    const { code, out, err } = await sign('/story?page=2#end');
    const [btr = '', path] = out.split('\n');
    const bypass = createBypass({ forum: FORUM });
    const given = { btr, referrer: 'https://forum.example/' };

    assert.deepEqual([code, path, err], [0, `/story?page=2&btr=${btr}#end`, '']);
    assert.equal(await bypass.find(given, '/story'), 'forum');
    assert.equal(await bypass.find(given, '/story', Date.now() + 604_800_000 + 1000), null);
  });
  test('lets it end after the given time', async () => {
    const end = Number((await sign('/', ['--expires', '2h'])).out.split('.')[0]) * 1000;

    assert.ok(Math.abs(end - Date.now() - 7_200_000) < 60_000);
  });

  for (const [says, run, message] of [
    [
      'an unknown site',
      () => sign('/', [], SETTINGS, 'club'),
      /^error: "club" must be the id of an entry of "referrers"/,
    ],
    ['settings without sites', () => sign('/', [], '{}'), /^error: "forum" must be the id/],
    ['text that is not a path', () => sign('story'), /^error: "story" must be a path/],
    [
      'settings that are not JSON',
      () => sign('/', [], `${SETTINGS},`),
      /^error: FOLDER\/settings\.json is not JSON\.$/m,
    ],
    [
      'settings that are a list',
      () => sign('/', [], '[]'),
      /^error: FOLDER\/settings\.json must be an object of settings\.$/m,
    ],
    [
      'an unknown member',
      () => sign('/', [], '{"premise":{}}'),
      /has an unknown member "premise"\. The members are "premises"/,
    ],
    [
      'a short secret',
      () => sign('/', [], '{"referrers":{"forum":{"origins":["https://a.example"],"secret":"x"}}}'),
      /^error: FOLDER\/settings\.json has a mistake: option-invalid\n {2}\/referrers\/forum\/secret: must be/,
    ],
    [
      'a file that is missing',
      () => runZephr(['bypass', '/', '--settings', 'FOLDER/none', '--referrer', 'forum']),
      /the file does not exist/,
    ],
  ] as const)
    // prettier-ignore
    test(`refuses ${says}, in a sentence, and quotes no secret`, async () => {
      const { code, out, err } = await run();

      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
      assert.doesNotMatch(err, /a secret of/);
    });
});
