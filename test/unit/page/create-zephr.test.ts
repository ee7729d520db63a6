import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Decision } from '../../../src/model/decision.js';
import { createZephr } from '../../../src/page/create-zephr.js';
import type { ZephrPage } from '../../../src/page/zephr-page.js';

test('a decision that never comes, while nothing loads, ends as a fault', async () => {
  let asked = 0;
  const fault = { feature: 'articles', reason: 'fault', access: false } as Decision;
  const visit = {
    config: { version: 1, features: { articles: {} } },
    decide: () => {
      asked++;
      return null;
    },
    fault: () => fault,
    _settled: () => Promise.resolve(),
  };
  const page = { ready: Promise.resolve(), visit, host: {} } as unknown as ZephrPage;

  assert.equal(await createZephr(page).decide('articles'), fault);
  assert.ok(asked > 1 && asked < 100, `${asked}`);
});
