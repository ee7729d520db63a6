/**
 * The proof that page and endpoint answer alike: the rows that the engine is judged by, once more, asked of `POST
 * /zephr/decide` with the claims in a signed token, the browser in headers and the rest in the body.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { compileConfig, type EngineInput } from '../../../src/decision/compile-config.js';
import { createEndpoint } from '../../../src/endpoint/create-endpoint.js';
import { findLocation } from '../../../src/endpoint/location/find-location.js';
import { OPTED_OUT } from '../../../src/facts/opted-out.js';
import { isRecord } from '../../../src/lib/is-record.js';
import { checkClaims } from '../../../src/token/verify/check-claims.js';
import { aSecretToken, post, SECRET } from '../../support/an-endpoint.js';
import { NOON, SITUATIONS, type Case, type Situation } from '../../support/judge-cases.js';
import { signToken } from '../../support/sign-token.js';

/** A situation as a request to the route. */
interface DecideRequest {
  readonly body: Record<string, unknown>;
  readonly headers: Record<string, string>;
}

/** Why a row is left out: there is nothing in a request that could say it. */
type LeftOut =
  | 'where the reader came from and the page’s meta tags are not asked for'
  | 'what was counted is not asked for'
  | 'what no token of today can say'
  | 'a record of nobody'
  | 'a fact that no header tells'
  | 'a value of the wrong type, which is refused'
  | 'a trace with the reader’s own data is never given';

/** Whether JSON carries a value unchanged. */
const travels = (value: unknown): boolean => isDeepStrictEqual(JSON.parse(JSON.stringify(value) ?? 'null'), value);

/** The token of a status; `undefined` where none can have it, or carry the claims. */
function tokenFor({ tokenStatus = 'none', claims = {} }: EngineInput): string | null | undefined {
  if (tokenStatus === 'none') return null;
  if (tokenStatus === 'unreachable') return signToken({ header: { kid: 'a key of a set that nobody can fetch' } });
  if (tokenStatus === 'invalid') return signToken({ alg: 'HS256', secret: 'forged', claims });
  if (tokenStatus !== 'valid' && tokenStatus !== 'expired') return undefined;
  const timely = tokenStatus === 'expired' ? { ...claims, exp: 1 } : claims;
  const reason = isRecord(claims) && travels(claims) ? checkClaims(timely, {}, NOON) : 'malformed';
  const token = aSecretToken(timely);
  return token.length > 8192 || reason !== (tokenStatus === 'expired' ? 'expired' : null) ? undefined : token;
}

/** Headers that tell these facts; `null` where none do. */
function headersFor(facts: unknown): Record<string, string> | null {
  if (facts === undefined) return {};
  if (!isRecord(facts)) return null;
  const { country, state, city, zip, consent, ...others } = facts;
  const places = { 'cf-ipcountry': country, 'cf-region': state, 'cf-ipcity': city, 'cf-postal-code': zip };
  const known = Object.entries(places).filter(([, value]) => value !== undefined);
  if (Object.keys(others).length || !known.every(([, value]) => typeof value === 'string')) return null;
  const headers = Object.fromEntries(known) as Record<string, string>;
  const { consent: _consent, ...place } = facts;
  if (!isDeepStrictEqual(findLocation(new Headers(headers)), place)) return null;
  if (consent === undefined) return headers;
  return isDeepStrictEqual(consent, OPTED_OUT) ? { ...headers, 'sec-gpc': '1' } : null;
}

/** Puts a situation into a request. */
function toRequest({ features, input }: Situation): DecideRequest | LeftOut {
  const { url, userAgent, cookies = {}, customData, facts, usage = {}, user, referrer, meta, debug } = input;
  if (referrer !== undefined || meta !== undefined)
    return 'where the reader came from and the page’s meta tags are not asked for';
  if (Object.values(usage).some((counted) => !isRecord(counted) || Object.keys(counted).length))
    return 'what was counted is not asked for';
  if (debug) return 'a trace with the reader’s own data is never given';
  const headers = headersFor(facts);
  if (!headers) return 'a fact that no header tells';
  const token = tokenFor(input);
  if (token === undefined) return 'what no token of today can say';
  if (user && !(isRecord(input.claims) && typeof input.claims['sub'] === 'string' && token && travels(user)))
    return 'a record of nobody';
  const wrong = [url, userAgent].some((text) => text !== undefined && typeof text !== 'string');
  if (wrong || (customData !== undefined && !(isRecord(customData) && travels(customData))))
    return 'a value of the wrong type, which is refused';
  const pairs = Object.entries(cookies).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return {
    body: {
      token,
      features,
      ...(url !== undefined && { path: url }),
      ...(customData !== undefined && { customData }),
    },
    headers: {
      ...headers,
      ...(userAgent !== undefined && { 'user-agent': userAgent }),
      ...(pairs.length && { cookie: pairs.join('; ') }),
    },
  };
}

const leftOut = new Map<LeftOut, number>();
let asked = 0;

for (const [table, situationOf] of Object.entries(SITUATIONS)) {
  const rows = JSON.parse(
    readFileSync(new URL(`../../cases/${table}.json`, import.meta.url), 'utf8'),
  ) as readonly Case[];
  suite(`the endpoint on ${table}`, () => {
    for (const { says, ...row } of rows) {
      const situation = situationOf(row);
      const request = toRequest(situation);
      if (typeof request === 'string') {
        leftOut.set(request, (leftOut.get(request) ?? 0) + 1);
        continue;
      }
      asked++;
      test(says, async () => {
        const { input, features } = situation;
        const { jwt } = situation.config as { jwt?: object };
        // Unlike a page, the endpoint needs a store, and a key set for the token that cannot be verified.
        const wired = { ...jwt, userStore: { foreignKeySystem: 'crm' }, jwksUrl: 'https://id.example/jwks.json' };
        const config = { ...situation.config, jwt: wired };
        const endpoint = createEndpoint({
          config,
          secret: SECRET,
          users: { find: () => input.user ?? null },
          now: () => input.now ?? NOON,
          fetch: () => Promise.reject(new Error('out of reach')),
        });
        const engine = compileConfig(config);
        const expected = Object.fromEntries(features.map((feature) => [feature, engine.decide(feature, input)]));
        const { body } = await post(endpoint, '/zephr/decide', request.body, request.headers);

        assert.deepEqual(body, JSON.parse(JSON.stringify({ decisions: expected })));
      });
    }
  });
}

test('most rows can be asked of the endpoint, and what is left out has its reason', (context) => {
  for (const [reason, count] of leftOut) context.diagnostic(`${count} left out: ${reason}`);
  context.diagnostic(`${asked} asked`);

  assert.ok(asked >= 650, `${asked} rows were asked`);
});
