import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { checkConfig } from '../../../src/config/check-config.js';
import { aConfig } from '../../support/a-config.js';

const NAMES = ['jwks', 'jwksUrl', 'verifyEndpoint', 'publicKey', 'endpointKey', 'credentials', 'sources', 'cookie'];

suite('a polluted Object.prototype', () => {
  for (const name of NAMES) {
    test(`adds no ${name} to how tokens are verified`, () => {
      const prototype = Object.prototype as Record<string, unknown>;
      prototype[name] = 'https://evil.example/';
      try {
        const jwt = checkConfig(aConfig({ jwt: { issuer: 'us' } })).jwt as Record<string, unknown> | undefined;

        assert.deepEqual([jwt?.['issuer'], jwt?.[name]], ['us', undefined]);
      } finally {
        delete prototype[name];
      }
    });
  }
});
