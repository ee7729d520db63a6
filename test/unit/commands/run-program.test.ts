import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createProgram } from '../../../src/commands/create-program.js';
import { VERSION } from '../../../src/lib/version.js';
import { aConfig } from '../../support/a-config.js';
import { runZephr } from '../../support/run-zephr.js';

const NAMES = createProgram({ write: () => {}, writeError: () => {} }).commands.flatMap((command) =>
  [command, ...command.commands].map((one) => (one === command ? one.name() : `${command.name()} ${one.name()}`)),
);

suite('the program', () => {
  test('tells its version', async () => {
    assert.deepEqual(await runZephr(['--version']), { code: 0, out: `${VERSION}\n`, err: '' });
  });

  test('lists every command in its help, with an example of each', async () => {
    const { code, out, err } = await runZephr(['--help']);

    assert.deepEqual([code, err], [0, '']);
    for (const name of NAMES.filter((one) => !one.includes(' '))) {
      assert.match(out, new RegExp(`^ {2}${name} .*[a-z]`, 'm'));
      assert.match(out, new RegExp(`^ {2}\\$ (?:ZEPHR_\\w+=\\w+ )?zephr ${name}(?: import)? [^ ]`, 'm'));
    }
  });

  for (const name of NAMES) {
    test(`has a help of ${name} with examples, no line of it wider than a terminal that is wide`, async () => {
      const { code, out, err } = await runZephr([...name.split(' '), '--help']);

      assert.deepEqual([code, err], [0, '']);
      assert.match(out, new RegExp(`^Usage: zephr ${name} \\[options\\]`));
      assert.match(out, new RegExp(`\\$ (?:ZEPHR_\\w+=\\w+ )?zephr ${name} `));
      assert.ok(out.split('\n').every((line) => line.length <= 120));
    });
  }

  test('without a command prints its help as an error', async () => {
    const { code, out, err } = await runZephr([]);

    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /^Usage: zephr/);
  });

  const misunderstood: readonly (readonly [says: string, args: readonly string[], err: RegExp])[] = [
    ['an unknown command, with the likely one', ['explan'], /unknown command 'explan'\n\(Did you mean explain\?\)/],
    ['an unknown option', ['explain', 'FILE', '-f', 'a', '--claim', '{}'], /unknown option '--claim'\n\(Did you mean --claims\?\)/],
    ['explain without a feature', ['explain', 'FILE'], /required option '-f, --feature <id>' not specified/],
    ['draw without a file', ['draw', '-f', 'articles'], /missing required argument 'file'/],
    ['more files than one', ['draw', 'FILE', 'FILE', '-f', 'articles'], /too many arguments/],
    ['claims that are not JSON', ['explain', 'FILE', '-f', 'articles', '--claims', '{sub:1}'], /'--claims <json>'.* It is not JSON: /],
    ['claims that are a list', ['explain', 'FILE', '-f', 'articles', '--claims', '[1]'], /It must be a JSON object, such as \{"sub":"1"\}\./],
    ['an invalid date', ['draw', 'FILE', '-f', 'articles', '--at', '2026-02-30'], /'--at <date>' argument '2026-02-30' is invalid/],
    ['an unknown token status', ['explain', 'FILE', '-f', 'articles', '--token-status', 'ok'], /Allowed choices are none, valid/],
    ['an invalid port', ['serve', 'FILE', '--port', '65536'], /Write a number up to 65535\./],
    ['an invalid limit', ['serve', 'FILE', '--rate-limit', '-1'], /Write a whole number\./],
    ['an invalid header', ['serve', 'FILE', '--client-header', 'x y'], /This is not the name of a header\./],
    ['users without anything to do', ['users'], /^Usage: zephr users/],
    ['a token without claims', ['token'], /required option '--claims <json>' not specified/],
    ['an unknown algorithm', ['token', '--claims', '{}', '--alg', 'none'], /Allowed choices are HS256, /],
    ['an invalid duration', ['gift', '/story', '--expires', '7 days'], /Write 90s, 30m, 12h or 7d\./],
    ['an unknown type of key', ['keys', '--alg', 'HS256'], /Allowed choices are ES256, /],
    ['an unknown user state', ['draw', 'FILE', '-f', 'articles', '--state', 'guest'], /Allowed choices are anonymous, registered, customer/],
  ]; // prettier-ignore
  for (const [says, args, message] of misunderstood) {
    test(`does not understand ${says}, and ends with 2`, async () => {
      const { code, out, err } = await runZephr(args, aConfig());

      assert.deepEqual([code, out], [2, '']);
      assert.match(err, message);
    });
  }
});

suite('the config of a command', () => {
  for (const name of ['explain', 'draw']) {
    const run = (file: string, config?: unknown): ReturnType<typeof runZephr> =>
      runZephr([name, file, '-f', 'articles'], config);

    const unreadable: readonly (readonly [says: string, file: string, err: RegExp])[] = [
      ['that is not there', 'FOLDER/none.json', /^error: FOLDER\/none.json cannot be read: the file does not exist\n$/],
      ['that is a folder', 'FOLDER', /^error: FOLDER cannot be read: this is a folder, not a file\n$/],
    ]; // prettier-ignore
    for (const [says, file, message] of unreadable) {
      test(`${name} ends with 2 for a file ${says}`, async () => {
        const { code, out, err } = await run(file);

        assert.deepEqual([code, out], [2, '']);
        assert.match(err, message);
      });
    }

    test(`${name} refuses a config that holds a secret`, async () => {
      const { code, err } = await run('FILE', aConfig({ jwt: { secret: 'hush' } }));

      assert.equal(code, 1);
      assert.match(err, /secret-in-browser/);
      assert.doesNotMatch(err, /hush/);
    });

    for (const feature of ['artcles', 'constructor', '__proto__', '']) {
      test(`${name} knows no feature "${feature}", says which it knows and ends with 1`, async () => {
        const { code, out, err } = await runZephr([name, 'FILE', '-f', feature], aConfig());

        assert.deepEqual([code, out], [1, '']);
        assert.equal(
          err,
          `error: FOLDER/zephr.json has no feature "${feature}". Known features: "articles", "videos".\n`,
        );
      });
    }

    test(`${name} knows none where the config has none`, async () => {
      const { err } = await run('FILE', { version: 1, features: {} });

      assert.match(err, /Known features: none\./);
    });

    test(`${name} reads a file that begins with a byte order mark`, async () => {
      assert.equal((await run('FILE', `\uFEFF${JSON.stringify(aConfig())}`)).code, 0);
    });
  }
});
