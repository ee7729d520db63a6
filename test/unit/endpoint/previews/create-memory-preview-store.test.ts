import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createMemoryPreviewStore } from '../../../../src/endpoint/previews/create-memory-preview-store.js';
import { NOON } from '../../../support/judge-cases.js';
import { tellOfPreviewStore } from '../../../support/preview-store-suite.js';

tellOfPreviewStore('memory', (now) => ({ store: createMemoryPreviewStore(now) }));

suite('previews in memory', () => {
  test('that were kept first are forgotten where there is no room, and never the last one', () => {
    const store = createMemoryPreviewStore(() => NOON, 10);
    const found = (): (string | null)[] => ['a', 'b', 'c'].map((id) => store.findPreview(id) as string | null);
    void store.keepPreview('a', 'aaaaa', NOON + 1);
    void store.keepPreview('b', 'bbbbb', NOON + 1);
    assert.deepEqual(found(), ['aaaaa', 'bbbbb', null]);
    void store.keepPreview('c', 'c', NOON + 1);
    assert.deepEqual(found(), [null, 'bbbbb', 'c']);
    void store.keepPreview('a', 'a'.repeat(20), NOON + 1);
    assert.deepEqual(found(), ['a'.repeat(20), null, null]);
  });
});
