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
import type { UsageByTracker } from '../../../src/endpoint/store.js';
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
  /** The counts in the endpoint's store. */
  readonly counted: UsageByTracker;
}

/** Why a row is left out: there is nothing in a request that could say it. */
type LeftOut =
  | 'counts that no store of an endpoint has'
  | 'what no token of today can say'
  | 'a record of nobody'
  | 'a value of the wrong type, which is refused'
  | 'a place among the browsers of an account, which the store alone knows'
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

/** Headers that tell a location; none where no CDN sends it. */
function headersFor(facts: Readonly<Record<string, unknown>>): Record<string, string> {
  const { country, state, city, zip, consent, ...others } = facts;
  const places = { 'cf-ipcountry': country, 'cf-region': state, 'cf-ipcity': city, 'cf-postal-code': zip };
  const known = Object.entries(places).filter(([, value]) => value !== undefined);
  if (Object.keys(others).length || !known.every(([, value]) => typeof value === 'string')) return {};
  const headers = Object.fromEntries(known) as Record<string, string>;
  const { consent: _consent, ...place } = facts;
  if (!isDeepStrictEqual(findLocation(new Headers(headers)), place)) return {};
  if (consent === undefined) return headers;
  return isDeepStrictEqual(consent, OPTED_OUT) ? { ...headers, 'sec-gpc': '1' } : {};
}

/** A reader's random id, where a situation has none. */
const READER = 'a-reader-of-the-tables';

/** Counts as a store keeps them; `null` for those that none has. */
function toCounted(usage: unknown): UsageByTracker | null {
  if (!isRecord(usage)) return null;
  const { trials = {}, timeTrials = {}, reader = READER, item: _item, ...others } = usage;
  if (Object.keys(others).length || !/^[\w-]{16,64}$/.test(String(reader))) return null;
  if (!isRecord(trials) || !isRecord(timeTrials)) return null;
  const isKept = (view: unknown): boolean =>
    isRecord(view) && typeof view['item'] === 'string' && Number.isFinite(view['at']) && Object.keys(view).length === 2;
  if (!Object.values(trials).every((views) => Array.isArray(views) && views.every(isKept))) return null;
  if (!Object.values(timeTrials).every(Number.isFinite)) return null;
  return Object.fromEntries([
    ...Object.entries(trials as Record<string, { item: string; at: number }[]>).map(([tracker, views]) => [
      tracker,
      views.map((view, index) => ({ id: `view-${index}`, ...view })),
    ]),
    ...Object.entries(timeTrials).map(([tracker, at]) => [`time:${tracker}`, [{ id: 'began', item: '', at }]]),
  ]) as UsageByTracker;
}

/** Puts a situation into a request. */
function toRequest({ features, input }: Situation): DecideRequest | LeftOut {
  const { url, userAgent, cookies = {}, customData, facts, usage = {}, user, referrer, meta, debug } = input;
  const counted = toCounted(usage);
  if (!counted) return 'counts that no store of an endpoint has';
  if (debug) return 'a trace with the reader’s own data is never given';
  if (facts && 'active-sessions' in facts)
    return 'a place among the browsers of an account, which the store alone knows';
  const token = tokenFor(input);
  if (token === undefined) return 'what no token of today can say';
  if (user && !(isRecord(input.claims) && typeof input.claims['sub'] === 'string' && token && travels(user)))
    return 'a record of nobody';
  const isWrong = [url, userAgent, referrer, usage.item].some((text) => text !== undefined && typeof text !== 'string');
  const objects = [customData, meta, facts].filter((value) => value !== undefined);
  if (isWrong || !objects.every((value) => isRecord(value) && travels(value)))
    return 'a value of the wrong type, which is refused';
  const pairs = Object.entries(cookies).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  const headers = headersFor(facts ?? {});
  const isTold = Object.keys(headers).length > 0;
  return {
    counted,
    body: {
      token,
      features,
      reader: usage.reader ?? READER,
      ...(url !== undefined && { path: url }),
      ...(usage.item !== undefined && { item: usage.item }),
      ...Object.fromEntries(
        Object.entries({ customData, referrer, meta, ...(!isTold && { facts }) }).filter(
          ([, value]) => value !== undefined,
        ),
      ),
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
          store: {
            claimGift: () => true,
            spend: () => assert.fail('a decision counts'),
            readUsage: () => request.counted,
            carry: () => assert.fail('a decision carries over'),
          },
          fetch: () => Promise.reject(new Error('out of reach')),
        });
        const engine = compileConfig(config);
        const known = { ...input, usage: { reader: READER, ...input.usage } };
        const expected = Object.fromEntries(features.map((feature) => [feature, engine.decide(feature, known)]));
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
