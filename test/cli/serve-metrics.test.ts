/** `zephr serve --metrics`: numbers for Prometheus. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { installCommand, type RunningCommand } from '../support/run-command.js';
import { files, PORT, post, SECRET, TUTORIAL, useServedCommand } from '../support/served-command.js';
import { eventually } from '../support/eventually.js';

const { withServer } = useServedCommand();

/** Reads the samples of the route as lines. */
async function scrape({ origin }: RunningCommand, path = '/zephr/metrics'): Promise<readonly string[]> {
  const response = await fetch(`${origin}${path}`);
  assert.equal(response.status, 200);
  assert.match(response.headers.get('content-type')!, /^text\/plain; version=0\.0\.4; charset=utf-8$/);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  return (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

const find = (lines: readonly string[], start: string): string | undefined =>
  lines.find((line) => line.startsWith(start));

suite('the metrics of zephr serve', () => {
  test('are not there unless they are switched on', async () => {
    await withServer(['zephr.json'], async ({ origin }) => {
      assert.equal((await fetch(`${origin}/zephr/metrics`)).status, 404);
    });
  });

  test('count requests by route, method, status and outcome, with their times', async () => {
    await withServer(['zephr.json', '--metrics'], async (server) => {
      for (const token of [TUTORIAL, TUTORIAL, 'x.y.z']) await post(server, '/zephr/verify', { token });
      const lines = await scrape(server);
      const [valid, malformed] = ['valid', 'malformed'].map((outcome) =>
        find(lines, `zephr_request_outcomes_total{route="/zephr/verify",outcome="${outcome}"}`),
      );

      assert.equal(
        find(lines, 'zephr_requests_total'),
        'zephr_requests_total{route="/zephr/verify",method="POST",status="200"} 3',
      );
      assert.match(valid!, / 2$/);
      assert.match(malformed!, / 1$/);
      assert.match(find(lines, 'zephr_request_duration_seconds_count{route="/zephr/verify"}')!, / 3$/);
      assert.match(find(lines, 'zephr_log_entries_total{level="warn",event="secret-weak"}')!, / 1$/);
      assert.ok(find(lines, 'zephr_build_info{version="'));
      assert.ok(find(lines, 'process_cpu_seconds_total'));
    });
  });

  test('have the same labels whatever is requested', async () => {
    await withServer(['zephr.json', '--metrics', '--rate-limit', '0'], async (server) => {
      await post(server, '/zephr/verify', { token: TUTORIAL });
      await fetch(`${server.origin}/zephr/none`, { method: 'PURGE' });
      // The second scrape knows the first one.
      await scrape(server);
      const before = (await scrape(server)).filter((line) => line.startsWith('zephr_')).length;
      for (let n = 0; n < 50; n++) {
        await fetch(`${server.origin}/zephr/x${n}?y=${n}`, { method: `PURGE${n}` }).catch(() => {});
        await fetch(`${server.origin}/zephr/y${n}`, { method: 'PURGE' });
        await post(server, '/zephr/verify', { token: TUTORIAL }, { 'user-agent': `agent-${n}` });
      }
      const lines = await scrape(server);

      // A path that does not exist and bytes that are no request add none.
      assert.equal(lines.filter((line) => line.startsWith('zephr_')).length, before);
      assert.doesNotMatch(lines.join('\n'), /eyJ|1234567890|gold|agent-|PURGE/);
    });
  });

  test('tell whether stores are usable and when the config was read, and go on after a reload', async () => {
    await withServer(['gifts.json', '--metrics', '--store', 'metrics.sqlite'], async (server) => {
      await post(server, '/zephr/verify', { token: TUTORIAL });
      server.kill('SIGHUP');
      await eventually(async () => find(await scrape(server), 'zephr_config_reloads_total{result="applied"} 1'));
      const lines = await scrape(server);

      assert.equal(find(lines, 'zephr_store_up{'), 'zephr_store_up{store="store"} 1');
      assert.ok(Number(find(lines, 'zephr_config_loaded_timestamp_seconds')!.split(' ')[1]) > 1.7e9);
      assert.match(find(lines, 'zephr_requests_total{route="/zephr/verify"')!, / 1$/);
    });
  });

  test('are below the base, take GET only, and require a token where one is set', async () => {
    await withServer(
      ['zephr.json', '--metrics', '--base', '/api/zephr'],
      async ({ origin }) => {
        const url = `${origin}/api/zephr/metrics`;
        const bearer = (token: string): RequestInit => ({ headers: { authorization: `Bearer ${token}` } });
        const refused = await fetch(url);

        assert.deepEqual([refused.status, refused.headers.get('www-authenticate')], [401, 'Bearer']);
        assert.equal(((await refused.json()) as { error: { code: string } }).error.code, 'metrics-token');
        assert.equal((await fetch(url, bearer('another'))).status, 401);
        assert.equal((await fetch(url, bearer('the-token'))).status, 200);
        const posted = await fetch(url, { method: 'POST' });
        assert.deepEqual([posted.status, posted.headers.get('allow')], [405, 'GET, HEAD']);
        assert.equal((await fetch(`${origin}/zephr/metrics`)).status, 404);
      },
      { ...SECRET, ZEPHR_METRICS_TOKEN: 'the-token' },
    );
  });

  test('need a package, which the command names where it is missing', async () => {
    await using bare = await installCommand(files);
    const { code, err } = await bare.run(['serve', 'zephr.json', '--metrics', ...PORT], '', SECRET);

    assert.equal(code, 2);
    assert.match(
      err,
      /^error: --metrics needs the package prom-client, which is not installed[^]*npm install prom-client/,
    );
  });
});
