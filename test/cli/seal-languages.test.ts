/** The seals of other languages: the lines of PHP and of Python that the page about the format has. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { openSeal } from '../../src/seal.js';
import { aSeal, SEAL_KEY, VECTOR } from '../support/a-seal.js';

const PAGE = new URL('../../docs/security/seal-format.md', import.meta.url);
const CONTENT = `<p>ünïcode 漢 ${'and again '.repeat(500)}</p>`;

interface Language {
  readonly name: string;
  readonly command: string;
  /** Ends with 0 where everything is there that the lines need. */
  readonly probe: readonly string[];
  readonly file: string;
  /** A program beside that file: it seals what it is given, or opens a seal, by the key in octets 0 to 31. */
  readonly program: string;
  readonly programFile: string;
}

const LANGUAGES: readonly Language[] = [
  {
    ...{ name: 'php', command: 'php', probe: ['-r', 'exit(extension_loaded("openssl") ? 0 : 1);'], file: 'seal.php' },
    programFile: 'run.php',
    program: `<?php require __DIR__ . '/seal.php';
      $asked = json_decode(stream_get_contents(STDIN), true);
      $key = implode('', array_map('chr', range(0, 31)));
      if (isset($asked['seal'])) exit(json_encode(open_seal($asked['seal'], $key)));
      echo json_encode(seal($asked['content'], $key, '1', 'articles', '/story', 0, $asked['deflate']));`,
  },
  {
    ...{ name: 'python', command: '/usr/bin/python3', probe: ['-c', 'import cryptography'], file: 'seal.py' },
    programFile: 'run.py',
    program: `import json, sys
from seal import open_seal, seal
asked = json.load(sys.stdin)
key = bytes(range(32))
if "seal" in asked:
    try:
        print(json.dumps(open_seal(asked["seal"], key)))
    except Exception:
        print("false")
else:
    print(json.dumps(seal(asked["content"], key, "1", "articles", "/story", 0, asked["deflate"])))`,
  },
];

for (const { name, command, probe, file, program, programFile } of LANGUAGES) {
  const isThere = spawnSync(command, probe).status === 0;
  const skip = !isThere && `skipped: ${name} and its cryptography are not installed`;
  suite(`a seal in ${name}`, { skip }, () => {
    let folder = '';
    const run = (asked: unknown): unknown => {
      const { stdout, stderr } = spawnSync(command, [programFile], { cwd: folder, input: JSON.stringify(asked) });
      assert.equal(String(stderr), '');
      return JSON.parse(String(stdout));
    };
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'zephr-seal-'));
      const page = await readFile(PAGE, 'utf8');
      const [, lines] = new RegExp(`\`\`\`${name}\\n([\\s\\S]*?)\`\`\``).exec(page)!;
      await Promise.all([writeFile(join(folder, file), lines!), writeFile(join(folder, programFile), program)]);
    });
    after(() => rm(folder, { recursive: true }));

    test('is the vector, octet for octet', () => {
      assert.equal(run({ content: VECTOR.content, deflate: false }), VECTOR.seal);
      assert.equal(run({ seal: VECTOR.seal }), VECTOR.content);
    });

    test('is opened here, deflated', async () => {
      const text = await openSeal(run({ content: CONTENT, deflate: true }) as string, { keys: [SEAL_KEY] });

      assert.equal(text, CONTENT);
    });

    test('opens one of here, with facts in its header', async () => {
      const seal = await aSeal(CONTENT, { isDeflated: true, facts: { meta: { section: 'cuisine' } } });

      assert.equal(run({ seal }), CONTENT);
    });

    test('opens none that was changed', () => {
      const parts = VECTOR.seal.split('.');
      for (const at of [1, 3, 4]) {
        const changed = parts.with(
          at,
          parts[at]!.startsWith('A') ? `B${parts[at]!.slice(1)}` : `A${parts[at]!.slice(1)}`,
        );
        assert.equal(run({ seal: changed.join('.') }), false);
      }
    });
  });
}
