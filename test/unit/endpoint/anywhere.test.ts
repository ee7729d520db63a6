/** Checks that keep the endpoint fit for runtimes other than Node. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { suite, test } from 'node:test';
import { createEndpoint } from '../../../src/endpoint.js';
import { without } from '../../support/without.js';
import { readImports, readSources } from '../../house/read-imports.js';

suite('the endpoint', () => {
  test('does nothing that an edge runtime refuses outside of a request, and answers after', async () => {
    const config = { version: 1, jwt: { userMapping: { foreignUserIdProperty: 'sub' } }, features: { a: {} } };
    const signingKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
      type: 'pkcs8',
      format: 'pem',
    });
    const endpoint = await without(async () =>
      createEndpoint({
        config,
        secret: 'x'.repeat(32),
        signingKey: String(signingKey),
        allowedOrigins: ['*'],
        log: () => {},
      }),
    );
    const response = await endpoint(new Request('https://news.example/zephr/health'));

    assert.equal(response.status, 200);
  });

  test('imports nothing of Node and no database, directly or through others', () => {
    const sources = new Map(readSources().map((source) => [source.file, source]));
    const open = ['src/endpoint.ts'];
    const seen = new Set(open);
    const packages = new Set<string>();
    for (const file of open) {
      for (const { target, specifier, typeOnly } of readImports(sources.get(file)!)) {
        if (target === null && !typeOnly) packages.add(specifier!.split('/')[0]!);
        if (target !== null && !seen.has(target)) open.push(target);
        if (target !== null) seen.add(target);
      }
    }

    assert.deepEqual([...packages].sort(), ['hono', 'isbot', 'jose', 'ua-parser-js']);
    assert.ok(!open.some((file) => file.startsWith('src/endpoint/sqlite/')));
  });
});
