import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { FULL_REGISTRY } from '../../../../src/rules/full-registry.js';
import { AGENTS, ASKS, COUNTED, NEEDED_BY, PLACES } from '../../../../src/page/facts/asked-by-rules.js';

/** Every type of node that the engine knows, and those of the page's own files. */
const TYPES = [...new Set([...Object.keys(FULL_REGISTRY.nodes), ...AGENTS, ...COUNTED, ...ASKS.keys()])];

/** The types that a pattern finds in a rule as JSON. */
const found = (pattern: RegExp): string[] =>
  TYPES.filter((type) => pattern.test(JSON.stringify({ rules: [{ id: 'a', type, is: 'x' }] }))).sort();

const ofKind = (isPlace: boolean): string[] =>
  [...ASKS].filter(([, kind]) => (kind === 'place') === isPlace).map(([type]) => type);

suite('the patterns by which the core asks for files', () => {
  for (const [file, pattern, types] of [
    ['usage', NEEDED_BY.usage, COUNTED],
    ['agents', NEEDED_BY.agents, AGENTS],
    ['facts', NEEDED_BY.facts, ofKind(false)],
    ['facts, where there is an endpoint', PLACES, ofKind(true)],
  ] as const) {
    test(`find the nodes that need the file ${file}, and no others`, () => {
      assert.deepEqual(found(pattern), [...types].sort());
    });
  }

  test('take no text for a node', () => {
    const rule = { type: 'url-path', value: '"type":"trial"', title: 'type: device' };

    assert.deepEqual(
      Object.values(NEEDED_BY).filter((pattern) => pattern.test(JSON.stringify(rule))),
      [],
    );
  });
});
