import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createEndpoint } from '../../../../src/endpoint/create-endpoint.js';
import { readWebhooks } from '../../../../src/endpoint/webhooks/read-webhooks.js';
import { aConfig } from '../../../support/a-config.js';
import { JWT, SECRET } from '../../../support/an-endpoint.js';
import { WEBHOOK_SECRET } from '../../../support/webhook-receiver.js';

const url = 'https://crm.example/hook';
const whsec = (octets: number): string => `whsec_${Buffer.alloc(octets, 1).toString('base64')}`;

suite('webhooks', () => {
  test('are read with each secret, and claims', () => {
    const found = readWebhooks({ crm: { url, secret: [WEBHOOK_SECRET, whsec(24), whsec(64)], claims: ['email'] } });

    const { secrets, claims } = found.get('crm')!;
    assert.deepEqual([secrets.map(({ length }) => length), claims], [[32, 24, 64], ['email']]);
  });

  for (const [says, webhooks, code, pointer] of [
    ['that are a list', [], 'option-invalid', '/webhooks'],
    ['with an id that no rule can name', { 'a b': { url, secret: WEBHOOK_SECRET } }, 'option-invalid', '/webhooks/a b'],
    ['without an address', { crm: { secret: WEBHOOK_SECRET } }, 'option-invalid', '/webhooks/crm/url'],
    ['with a path', { crm: { url: '/hook', secret: WEBHOOK_SECRET } }, 'option-invalid', '/webhooks/crm/url'],
    [
      'over http',
      { crm: { url: 'http://crm.example/', secret: WEBHOOK_SECRET } },
      'option-invalid',
      '/webhooks/crm/url',
    ],
    [
      'with a password',
      { crm: { url: 'https://a:b@crm.example/', secret: WEBHOOK_SECRET } },
      'option-invalid',
      '/webhooks/crm/url',
    ],
    [
      'with claims that are a text',
      { crm: { url, secret: WEBHOOK_SECRET, claims: 'email' } },
      'option-invalid',
      '/webhooks/crm/claims',
    ],
    ['without a secret', { crm: { url } }, 'webhook-secret-invalid', '/webhooks/crm/secret'],
    ['with an empty list of secrets', { crm: { url, secret: [] } }, 'option-invalid', '/webhooks/crm/secret'],
    [
      'with five secrets',
      { crm: { url, secret: Array(5).fill(WEBHOOK_SECRET) } },
      'option-invalid',
      '/webhooks/crm/secret',
    ],
    [
      'with a secret without its prefix',
      { crm: { url, secret: WEBHOOK_SECRET.slice(6) } },
      'webhook-secret-invalid',
      '/webhooks/crm/secret',
    ],
    [
      'with a secret that is too short',
      { crm: { url, secret: whsec(23) } },
      'webhook-secret-invalid',
      '/webhooks/crm/secret',
    ],
    [
      'with a secret that is too long',
      { crm: { url, secret: whsec(65) } },
      'webhook-secret-invalid',
      '/webhooks/crm/secret',
    ],
    [
      'with a secret that is no base64',
      { crm: { url, secret: 'whsec_not base64 at all, and long enough' } },
      'webhook-secret-invalid',
      '/webhooks/crm/secret',
    ],
    [
      'with a second secret that is wrong',
      { crm: { url, secret: [WEBHOOK_SECRET, 'whsec_'] } },
      'webhook-secret-invalid',
      '/webhooks/crm/secret/1',
    ],
  ] as const)
    test(`${says} are refused at the start, and no secret is quoted`, () => {
      const start = (): unknown =>
        createEndpoint({ config: aConfig({ jwt: JWT }), secret: SECRET, webhooks: webhooks as never });

      assert.throws(start, (error: Error & { code?: string; pointer?: string }) => {
        assert.deepEqual([error.name, error.code, error.pointer], ['EndpointError', code, pointer]);
        return !error.message.includes(WEBHOOK_SECRET.slice(6)) && !error.message.includes('not base64');
      });
    });
});
