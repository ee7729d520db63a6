import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readBrowser, readDevice } from '../../../src/facts/read-user-agent.js';

const CHROME = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

test('any text at all has a device and a browser', () => {
  const piece = fc.constantFrom(
    'Mozilla/5.0 (',
    ')',
    '; ',
    'Android ',
    'Mobile',
    'Chrome/1',
    'Version/1 ',
    'TV',
    'bot',
    '/',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }).map((all) => all.join('')),
  );

  fc.assert(
    fc.property(text, (userAgent) => {
      assert.match(readDevice(userAgent), /^(desktop|mobile|appliance|crawler)$/);
      assert.match(readBrowser(userAgent), /^(chrome|edge|firefox|safari|opera|samsung|other)$/);
    }),
    { numRuns: 2000 },
  );
});

test('nothing after the first 1,024 characters is looked at, so that no text keeps the patterns busy', () => {
  const long = CHROME.padEnd(1024, ' ');

  assert.equal(readDevice(`${long}Googlebot/2.1`), 'desktop');
  assert.equal(readDevice(`${long.slice(0, 1000)} Googlebot/2.1`), 'crawler');
  assert.equal(readBrowser(`${long}Edg/131.0`), 'chrome');
});
