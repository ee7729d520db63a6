/** The stage `spelling`: which words it finds. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Words that the stage does not know in a text, as if it were the text of a file. */
function findUnknown(file: string, text: string): string[] {
  const args = ['lint', '--no-progress', '--no-summary', '--words-only', `stdin://${root}${file}`];
  const spelling = spawnSync(process.execPath, [`${root}node_modules/cspell/bin.mjs`, ...args], {
    cwd: root,
    input: text,
  });
  return spelling.stdout.toString().split('\n').filter(Boolean);
}

suite('the spell check', () => {
  test('finds misspelt and American words in a page, in its examples too', () => {
    const text = 'Readers recieve a behavior.\n\n```js\nconst artcles = 1;\n```\n';

    assert.deepEqual(findUnknown('docs/start/a.md', text), ['recieve', 'behavior', 'artcles']);
  });

  test('finds misspelt words in messages, comments and names', () => {
    const text = "// The behavoiur.\nexport const raedToken = 'The tokn has a claim.';\n";

    assert.deepEqual(findUnknown('src/token/a.ts', text), ['behavoiur', 'raed', 'tokn']);
  });

  test('accepts a word that is misspelt on purpose in its file alone', () => {
    const text = '{ "titel": "Articles" }';

    assert.deepEqual(findUnknown('docs/reference/codes.md', text), []);
    assert.deepEqual(findUnknown('docs/reference/config.md', text), ['titel']);
  });

  test('lists each word once', () => {
    const words = readFileSync(`${root}test/house/spelling.txt`, 'utf8').toLowerCase().split('\n').filter(isWord);

    assert.ok(words.length > 100);
    assert.deepEqual(
      words.filter((word, index) => words.indexOf(word) !== index),
      [],
    );
  });
});

function isWord(line: string): boolean {
  return line !== '' && !line.startsWith('#');
}
