import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, suite, test } from 'node:test';
import { Command, CommanderError } from 'commander';
import { addValidate } from '../../../src/commands/add-validate.js';
import { aRichConfig } from '../../support/arbitrary-config.js';

const folder = mkdtempSync(join(tmpdir(), 'zephr-validate-'));
after(() => rmSync(folder, { recursive: true }));

const WRONG = `{
  "version": 1,
  "titel": "News",
  "features": {
    "articles": {
      "rules": {
        "anonymous": { "type": "jwt-tokn", "yes": "show", "no": "wall" }
      }
    },
    "videos": { "rules": { "anonymous": "show" } },
    "videos": { "rules": { "anonymous": "show" } }
  }
}
`;

/** The result of one run of the command. */
interface Run {
  readonly out: string;
  readonly err: string;
  readonly exitCode: number;
}

/** Runs the command over a file, made of a text where one is given. */
async function validate(text: string | null, options: readonly string[] = [], inColour = false): Promise<Run> {
  const file = text === null ? join(folder, 'nowhere.json') : join(folder, 'zephr.json');
  if (text !== null) writeFileSync(file, text);
  let [out, err, exitCode] = ['', '', 0];
  const program = new Command().exitOverride().configureOutput({
    writeOut: (part) => (out += part),
    writeErr: (part) => (err += part),
    getOutHasColors: () => inColour,
  });
  addValidate(program);
  try {
    await program.parseAsync(['validate', file, ...options], { from: 'user' });
  } catch (error) {
    assert.ok(error instanceof CommanderError);
    ({ exitCode } = error);
  }
  return { out: out.replaceAll(join(folder, ''), ''), err: err.replaceAll(join(folder, ''), ''), exitCode };
}

suite('validate', () => {
  test('tells each mistake in a line, warnings apart, and how many there are', async () => {
    const { out, err, exitCode } = await validate(WRONG);
    const [errors, warnings, help, closing, ...more] = out.split('\n\n').map((part) => part.trimEnd().split('\n'));

    assert.deepEqual(more, []);
    assert.match(
      errors![0]!,
      /^\/zephr\.json:7:24 {2}node-type-unknown {2}\/features\/articles\/rules\/anonymous\/type: "jwt-tokn" is not a node type\. Did you mean "jwt-token"\?/,
    );
    assert.match(
      errors![1]!,
      /^\/zephr\.json:7:59 {2}step-unknown {2}\/features\/articles\/rules\/anonymous\/no: leads to "wall"/,
    );
    assert.match(warnings![0]!, /^\/zephr\.json:3:3 {2}member-unknown {2}\/titel: /);
    assert.match(warnings![1]!, /^\/zephr\.json:11:5 {2}member-twice {2}\/features\/videos: occurs in line 10 too/);
    assert.deepEqual([errors!.length, warnings!.length, closing], [2, 2, ['2 errors, 2 warnings']]);
    assert.equal(help!.length, 4);
    assert.match(
      help!.join('\n'),
      /^step-unknown: Correct the id, .* https:\/\/\S+\/reference\/codes\.html#step-unknown$/m,
    );
    assert.deepEqual([err, exitCode], ['', 1]);
  });

  test('is content with a sound config', async () => {
    assert.deepEqual(await validate(JSON.stringify(aRichConfig())), {
      out: '0 errors, 0 warnings\n',
      err: '',
      exitCode: 0,
    });
  });

  test('lets warnings pass', async () => {
    const { out, exitCode } = await validate(JSON.stringify({ ...aRichConfig(), titel: 'News' }));

    assert.match(out, /\n\n0 errors, 1 warning\n$/);
    assert.equal(exitCode, 0);
  });

  test('fails on warnings where it is strict, and passes a config without them', async () => {
    const warned = await validate(JSON.stringify({ ...aRichConfig(), titel: 'News' }), ['--strict']);
    const sound = await validate(JSON.stringify(aRichConfig()), ['--strict']);

    assert.match(warned.out, /\n\n0 errors, 1 warning\n$/);
    assert.deepEqual([warned.exitCode, sound.exitCode], [1, 0]);
  });

  test('tells where a text ceases to be JSON', async () => {
    const { out, exitCode } = await validate('{\n  "version": 1,\n}\n');

    assert.match(
      out,
      /^\/zephr\.json:3:1 {2}config-not-json {2}config: it is not JSON \(.*the comma before it is one too many\)\.\n\nconfig-not-json: .*#config-not-json\n\n1 error, 0 warnings\n$/,
    );
    assert.equal(exitCode, 1);
  });

  test('reads a text with a byte order mark', async () => {
    assert.equal((await validate(`\uFEFF${JSON.stringify(aRichConfig())}`)).exitCode, 0);
  });

  test('warns of claims that give no id and no product', async () => {
    const config = JSON.stringify(aRichConfig());
    const claims = '{"sub":1420070400000000001,"prod":[7]}';
    const { out, exitCode } = await validate(config, ['--claims', claims, '--json']);
    const { mistakes } = JSON.parse(out) as { readonly mistakes: readonly { code: string; pointer: string }[] };

    assert.deepEqual(
      mistakes.map(({ code, pointer }) => `${code} ${pointer}`),
      ['claim-unusable /jwt/userMapping/foreignUserIdProperty', 'claim-unusable /jwt/productSyncing/privateClaimName'],
    );
    assert.equal(exitCode, 0);
    assert.equal((await validate(config, ['--claims', '{"sub":"1","prod":["gold"]}', '--json'])).exitCode, 0);
  });

  test('ends with 2 where the file does not exist', async () => {
    const { out, err, exitCode } = await validate(null);

    assert.deepEqual([out, exitCode], ['', 2]);
    assert.match(err, /^error: \/nowhere\.json cannot be read: /);
  });

  test('tells the same as JSON', async () => {
    const { out, exitCode } = await validate(WRONG, ['--json']);
    const { mistakes, ...counts } = JSON.parse(out) as Record<string, unknown> & {
      readonly mistakes: readonly object[];
    };

    assert.deepEqual(counts, { file: '/zephr.json', errors: 2, warnings: 2 });
    assert.equal(mistakes.length, 4);
    assert.deepEqual(Object.keys(mistakes[0]!), ['code', 'pointer', 'message', 'severity', 'line', 'column', 'help']);
    assert.equal(exitCode, 1);
  });

  test('is coloured on a terminal, and the words are the same', async () => {
    const [coloured, plain] = [await validate(WRONG, [], true), await validate(WRONG)];

    assert.notEqual(coloured.out, plain.out);
    // eslint-disable-next-line no-control-regex
    assert.equal(coloured.out.replaceAll(/\u001B\[\d+m/g, ''), plain.out);
  });

  test('shows what would steer a terminal, and does not send it there', async () => {
    const { out } = await validate('{"version":1,"features":{},"\\u001b[2J":1}');

    assert.doesNotMatch(out, /\u001B/); // eslint-disable-line no-control-regex
    assert.match(out, /\\u001b\[2J/);
  });
});
