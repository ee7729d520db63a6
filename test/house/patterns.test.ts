import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPatterns, type Pattern } from './find-patterns.js';
import { readSources } from './read-imports.js';

// The checker's own JavaScript: its programs for one system or for Java need not be there.
process.env['RECHECK_SYNC_BACKEND'] = 'pure';
const { checkSync } = await import('recheck');

/** Longest time for one pattern. The slowest takes about 3 s. */
const CHECK_TIMEOUT_MS = 30_000;

/** Patterns that the checker takes minutes to judge or cannot read, by their files, with the reason why they take linear time. */
const JUDGED_BY_HAND: Readonly<Record<string, string>> = {
  'src/endpoint/keys/read-signing-key.ts': 'The operator’s own key; what repeats stops at the next hyphen.',
  'src/token/verify/read-key.ts': 'The publisher’s own key; what repeats stops at the next hyphen.',
  'src/lib/is-framework-owned.ts': 'Anchored at both ends, with one repetition, which ends the text.',
};

/** Finds out whether some text makes a pattern take longer than in proportion to its length. */
function judge({ source, flags }: Pattern): string {
  const found = checkSync(source, flags, { timeout: CHECK_TIMEOUT_MS });
  return found.status === 'vulnerable' ? `vulnerable, ${found.complexity.summary}` : found.status;
}

const patterns = findPatterns(readSources());
const fileOf = ({ place }: Pattern): string => place.split(':')[0]!;

test('each pattern of the sources takes time in proportion to its text', () => {
  const faults = patterns
    .filter((pattern) => !Object.hasOwn(JUDGED_BY_HAND, fileOf(pattern)))
    .map((pattern) => ({ ...pattern, verdict: judge(pattern) }))
    .filter(({ verdict }) => verdict !== 'safe');

  assert.deepEqual(faults, []);
});

test('the files of patterns that are judged by hand have some', () => {
  const files = new Set(patterns.map(fileOf));

  assert.deepEqual(
    Object.keys(JUDGED_BY_HAND).filter((file) => !files.has(file)),
    [],
  );
});

for (const text of [String.raw`/^[+-]?(\d+\.?\d*|\.\d+)$/`, String.raw`/\/+$/`, String.raw`/(a+)+b/i`]) {
  test(`the checker finds that ${text} has two ways to read one run`, () => {
    const [pattern] = findPatterns([{ file: 'src/a.ts', text: `const PATTERN = ${text};` }]);

    assert.match(judge(pattern!), /^vulnerable/);
  });
}
