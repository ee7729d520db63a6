import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMemorySessionStore } from '../../../../src/endpoint/sessions/create-memory-session-store.js';
import { aSessionId, tellOfSessionStore } from '../../../support/session-store-suite.js';

tellOfSessionStore('memory', (now) => ({ store: createMemorySessionStore(now) }));

test('a store in memory forgets the reader without a sign of life for the longest time', async () => {
  const store = createMemorySessionStore(() => 0, 2);
  for (const reader of ['a', 'b', 'a', 'c']) await store.keepSession(reader, aSessionId(reader), 1000);

  assert.deepEqual(
    ['a', 'b'].map((reader) => store.forgetSessions!(reader)),
    [true, false],
  );
});
