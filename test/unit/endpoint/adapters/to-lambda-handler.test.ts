import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { toLambdaHandler, type LambdaEvent } from '../../../../src/endpoint/adapters/to-lambda-handler.js';
import { aSecretToken, anEndpoint } from '../../../support/an-endpoint.js';

const VALID = { ok: true, claims: { sub: 'reader-1' }, user: null };
const JSON_TYPE = { 'content-type': 'application/json' };
const body = (): string => JSON.stringify({ token: aSecretToken() });
const base64 = (text: string): string => Buffer.from(text).toString('base64');

const http = (method = 'POST', sourceIp = '192.0.2.1'): LambdaEvent['requestContext'] => ({
  http: { method, sourceIp },
});
/** A path of format 1.0 and of load balancers. */
const older = { httpMethod: 'POST', path: '/zephr/verify', requestContext: { identity: { sourceIp: '192.0.2.1' } } };
const newer = { rawPath: '/zephr/verify', requestContext: http() };

suite('the endpoint as a function of AWS Lambda', () => {
  const events: readonly (readonly [says: string, event: () => LambdaEvent])[] = [
    ['of an HTTP API', () => ({ ...newer, headers: JSON_TYPE, body: body() })],
    ['with a body in base64', () => ({ ...newer, headers: JSON_TYPE, body: base64(body()), isBase64Encoded: true })],
    ['with cookies in a list', () => ({ ...newer, headers: JSON_TYPE, body: '{}', cookies: ['theme=dark', `blaize_jwt=${aSecretToken()}`] })],
    ['of a REST API', () => ({ ...older, headers: JSON_TYPE, body: body() })],
    ['of a load balancer with lists of headers', () => ({ ...older, multiValueHeaders: { 'content-type': ['application/json'] }, body: body() })],
  ]; // prettier-ignore
  for (const [says, event] of events) {
    test(`verifies a request ${says}`, async () => {
      const { endpoint, log } = anEndpoint();
      const result = await toLambdaHandler(endpoint)(event());

      assert.deepEqual([result.statusCode, JSON.parse(result.body)], [200, VALID]);
      assert.equal(result.headers['content-type'], 'application/json');
      assert.ok(log.every(({ event: name }) => name !== 'client-unknown'));
    });
  }

  test('gives lists of headers to a load balancer that sends such, and to nothing else', async () => {
    const handler = toLambdaHandler(anEndpoint().endpoint);
    const balanced = await handler({ httpMethod: 'GET', path: '/zephr/health', multiValueHeaders: {} });
    const other = await handler({ rawPath: '/zephr/health', requestContext: http('GET'), headers: {} });

    assert.deepEqual(balanced.multiValueHeaders?.['content-type'], ['application/json']);
    assert.equal(other.multiValueHeaders, undefined);
  });

  test('tells clients apart', async () => {
    const { endpoint } = anEndpoint({ rateLimit: { limit: 1, windowMs: 60_000 } });
    const handler = toLambdaHandler(endpoint);
    const statusOf = async (sourceIp: string): Promise<number> =>
      (await handler({ ...newer, headers: JSON_TYPE, body: '{}', requestContext: http('POST', sourceIp) })).statusCode;

    assert.deepEqual(
      [await statusOf('192.0.2.1'), await statusOf('192.0.2.1'), await statusOf('192.0.2.2')],
      [200, 429, 200],
    );
  });

  test('refuses an event that is no request, such as one of a test in the console', async () => {
    const handler = toLambdaHandler(anEndpoint().endpoint);
    const events = [
      {},
      { key1: 'value1' },
      { rawPath: '/zephr/verify', headers: { 'a b': '' } },
      { ...newer, body: '%', isBase64Encoded: true },
    ];
    const statuses = [];
    for (const event of events) statuses.push((await handler(event)).statusCode);

    assert.deepEqual(statuses, [404, 404, 400, 400]);
  });
});
