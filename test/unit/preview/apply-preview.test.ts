import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { editsBetween } from '../../../src/edit/edits-between.js';
import { applyPreview } from '../../../src/preview/apply-preview.js';
import { packEdits } from '../../../src/preview/pack-edits.js';
import { unpackEdits } from '../../../src/preview/unpack-edits.js';
import { soundConfig } from '../../support/arbitrary-rules.js';

suite('a preview of the live config', () => {
  const live = { version: 1, texts: { heading: 'Hello' }, features: { articles: {}, videos: {} } };

  test('applies the edits that still hold, and names the others', () => {
    const missing = { pointer: '/features/podcasts/title', after: 'Podcasts' };
    const outdated = { pointer: '/texts/heading', before: 'Welcome', after: 'Hi' };
    const edits = [outdated, { pointer: '/features/articles', before: {}, after: { title: 'Articles' } }, missing];
    const { value, missed } = applyPreview(live, edits);
    assert.deepEqual(value, { ...live, features: { articles: { title: 'Articles' }, videos: {} } });
    assert.deepEqual(missed, [outdated, missing]);
    assert.deepEqual(live.features.articles, {});
  });

  test('makes own members of all names', () => {
    const { value } = applyPreview(JSON.parse('{"features":{}}'), [
      { pointer: '/features/__proto__', after: { a: 1 } },
    ]);
    assert.equal(({} as { a?: number }).a, undefined);
    assert.deepEqual(Object.keys((value as { features: object }).features), ['__proto__']);
  });

  test('is the draft, whatever the two configs are', async () => {
    await fc.assert(
      fc.asyncProperty(soundConfig, soundConfig, async (before, after) => {
        const [one, two] = [before, after].map((config) => JSON.parse(JSON.stringify(config)) as unknown);
        const edits = await unpackEdits(await packEdits(editsBetween(one, two)));
        assert.deepEqual(applyPreview(one, edits ?? []), { value: two, missed: [] });
      }),
      { numRuns: 100 },
    );
  });
});
