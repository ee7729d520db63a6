import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aCookieVerifier, aVerifier, inShort, noFetch } from '../../../support/a-verifier.js';
import { NOON } from '../../../support/judge-cases.js';
import { aKeyPair, signToken } from '../../../support/sign-token.js';
import { createVerifier } from '../../../../src/token/verify/create-verifier.js';
import { mayHaveToken } from '../../../../src/token/may-have-token.js';
import type { JwtConfig } from '../../../../src/model/config.js';

const publicKey = aKeyPair('P-256').spki;
const SECONDS = NOON / 1000;
const theirs = aKeyPair('P-256', 'theirs');
const good = signToken({ claims: { sub: 'reader-1', exp: SECONDS + 60 } });
const later = signToken({ claims: { sub: 'reader-1', exp: SECONDS + 120 } });
const endless = signToken({ claims: { sub: 'reader-1' } });
const other = signToken({ claims: { sub: 'reader-2', exp: SECONDS + 60 } });
const nameless = signToken({ claims: { name: 'Ada', exp: SECONDS + 600 } });
const forged = signToken({ claims: { sub: 'reader-3' }, key: theirs });
const expired = signToken({ claims: { sub: 'reader-4', exp: SECONDS - 60 } });
const early = signToken({ claims: { sub: 'reader-5', nbf: SECONDS + 60 } });

/** Cookies that a sibling domain could plant beside the reader's own. */
const planted = ['{"alg":{}}', '{"alg":{"toString":1}}', '{"alg":[]}', '{"alg":"ES256","kid":{}}'].map((headerText) =>
  signToken({ headerText, key: theirs }),
);

const asCookies = (tokens: readonly string[]): string => tokens.map((token) => `blaize_jwt=${token}`).join('; ');

suite('several cookies of one name', () => {
  planted.forEach((token, index) => {
    test(`a planted cookie with an odd header, number ${index + 1}, does not cost the reader a session`, async () => {
      assert.equal(inShort(await aCookieVerifier({ publicKey })(asCookies([token, good]))), 'valid');
    });
  });

  const rows: readonly { says: string; tokens: readonly string[]; gives: string; exp?: number | undefined }[] = [
    {
      says: 'the one that verifies counts, though it comes last',
      tokens: [forged, expired, early, good],
      gives: 'valid',
    },
    {
      says: 'the one that verifies counts, though rubbish comes first',
      tokens: ['rubbish', 'a.b.c', good],
      gives: 'valid',
    },
    { says: 'of two of one reader the later end wins', tokens: [good, later], gives: 'valid', exp: SECONDS + 120 },
    {
      says: 'of two of one reader the later end wins, though it comes first',
      tokens: [later, good],
      gives: 'valid',
      exp: SECONDS + 120,
    },
    { says: 'a token without an end ends latest', tokens: [good, endless, later], gives: 'valid', exp: undefined },
    { says: 'two that name different readers give none', tokens: [good, other], gives: 'invalid: ambiguous' },
    {
      says: 'two of one reader and one of another give none',
      tokens: [good, later, other],
      gives: 'invalid: ambiguous',
    },
    {
      says: 'one without a mapped id does not compete with one that does',
      tokens: [nameless, good],
      gives: 'valid',
      exp: SECONDS + 60,
    },
    {
      says: 'an expired one of another reader does not compete',
      tokens: [expired, good],
      gives: 'valid',
      exp: SECONDS + 60,
    },
    {
      says: 'a forged one of another reader does not compete',
      tokens: [forged, good],
      gives: 'valid',
      exp: SECONDS + 60,
    },
    { says: 'the same token twice is one', tokens: [good, good], gives: 'valid' },
    {
      says: 'none that verifies: that one has expired says most',
      tokens: ['rubbish', forged, expired],
      gives: 'expired',
    },
    {
      says: 'none that verifies: the first reason is given',
      tokens: [forged, 'rubbish', early],
      gives: 'invalid: signature',
    },
    {
      says: 'the eighth is looked at',
      tokens: [...Array.from({ length: 7 }, (_, i) => `rubbish${i}`), good],
      gives: 'valid',
    },
    {
      says: "nine are ambiguous, though one of them verifies: nobody pushes the reader's own out of sight",
      tokens: [other, ...Array.from({ length: 7 }, (_, i) => `rubbish${i}`), good],
      gives: 'invalid: ambiguous',
    },
    {
      says: 'ten forged ones are ambiguous',
      tokens: Array.from({ length: 10 }, (_, i) => signToken({ claims: { sub: `r${i}` }, key: theirs })),
      gives: 'invalid: ambiguous',
    },
    {
      says: 'one token that is repeated nine times is one',
      tokens: Array.from({ length: 9 }, () => good),
      gives: 'valid',
    },
    {
      says: 'one of a reader and one whose id is none give no reader',
      tokens: [good, signToken({ claims: { sub: ['reader-1'] } })],
      gives: 'invalid: ambiguous',
    },
  ];
  for (const { says, tokens, gives, ...row } of rows) {
    test(says, async () => {
      const result = await aCookieVerifier({ publicKey })(asCookies(tokens));

      assert.equal(inShort(result), gives);
      if (Object.hasOwn(row, 'exp')) assert.equal(result.status === 'valid' && result.claims['exp'], row.exp);
    });
  }

  test('tokens without a mapped id are not ambiguous', async () => {
    const verify = createVerifier({ publicKey }, { fetch: noFetch, now: () => NOON });

    const { result } = await verify({ option: null, query: null, cookies: asCookies([good, other]) });

    assert.equal(inShort(result), 'valid');
  });

  test('a key set out of reach says more than a forged token', async () => {
    const ports = { fetch: noFetch, now: () => NOON };
    const verify = createVerifier({ publicKey, jwksUrl: 'https://id.example/jwks.json' }, ports);
    const unknown = signToken({ header: { kid: 'k1' }, key: theirs });

    const { result } = await verify({ option: null, query: null, cookies: asCookies([forged, unknown]) });

    assert.equal(inShort(result), 'unreachable: network');
  });
});

suite('a cookie as browsers send it', () => {
  test('quoted and percent-encoded', async () => {
    assert.equal(inShort(await aCookieVerifier({ publicKey })(`blaize_jwt="${good.replaceAll('.', '%2E')}"`)), 'valid');
  });
  test('4,096 octets long', async () => {
    const claims = { sub: 'reader-1', filler: 'x'.repeat(2940) };
    const cookie = `blaize_jwt=${signToken({ claims })}`;
    assert.ok(cookie.length > 4000 && cookie.length <= 4096, String(cookie.length));

    assert.equal(inShort(await aCookieVerifier({ publicKey })(cookie)), 'valid');
  });
  test('4,096 octets of rubbish', async () => {
    assert.equal(inShort(await aCookieVerifier({ publicKey })(`blaize_jwt=${'%'.repeat(4085)}`)), 'invalid: malformed');
  });
  test('a key id with a zero octet in it', async () => {
    assert.equal(inShort(await aCookieVerifier({ publicKey })('blaize_jwt=%00.%00.%00')), 'invalid: malformed');
  });
});

suite('where tokens are looked for', () => {
  const rows: readonly {
    says: string;
    jwt?: JwtConfig;
    option?: string;
    query?: string;
    cookies?: string;
    gives: string | null;
  }[] = [
    { says: 'the option goes before the cookie', option: 'o', cookies: 'blaize_jwt=c', gives: 'o' },
    { says: 'the query is not read by default', query: 'q', gives: null },
    { says: 'the query is read where it is asked for', jwt: { sources: ['query'] }, query: 'q', gives: 'q' },
    {
      says: 'the order of the sources counts',
      jwt: { sources: ['cookie', 'query', 'option'] },
      option: 'o',
      query: 'q',
      cookies: 'blaize_jwt=c',
      gives: 'c',
    },
    {
      says: 'the cookie is not read where it is not asked for',
      jwt: { sources: ['option'] },
      cookies: 'blaize_jwt=c',
      gives: null,
    },
    {
      says: 'the option is not read where it is not asked for',
      jwt: { sources: ['cookie'] },
      option: 'o',
      gives: null,
    },
    { says: 'no source at all reads nothing', jwt: { sources: [] }, option: 'o', cookies: 'blaize_jwt=c', gives: null },
    { says: 'a cookie of another name', jwt: { cookie: 'session' }, cookies: 'blaize_jwt=c; session=s', gives: 's' },
    { says: 'an empty option does not count', option: '', cookies: 'blaize_jwt=c', gives: 'c' },
    { says: 'an empty cookie does not count', cookies: 'blaize_jwt=', gives: null },
  ];
  const known = new Map(['o', 'q', 'c', 's'].map((sub) => [sub, signToken({ claims: { sub } })]));
  const fill = (text: string): string =>
    text.replace(/(^|=)([oqcs])\b/g, (_, before, sub) => `${before}${known.get(sub)}`);

  for (const { says, jwt = {}, option = null, query = null, cookies = '', gives } of rows) {
    test(says, async () => {
      const ports = { fetch: noFetch, now: () => NOON };
      const sources = { option: option && fill(option), query: query && fill(query), cookies: fill(cookies) };

      const { result } = await createVerifier({ publicKey, ...jwt }, ports)(sources);

      assert.equal(result.status === 'valid' ? result.claims['sub'] : null, gives);
      if (gives) assert.equal(mayHaveToken(sources, jwt), true);
    });
  }

  test('only the cookie is decoded: a quoted option is malformed', async () => {
    assert.equal(inShort(await aVerifier({ publicKey })(`"${good}"`)), 'invalid: malformed');
  });

  for (const cookies of ['', 'lang=de', 'blaize_jwt2=x', 'blaize_jwt']) {
    test(`nothing is verified for the cookies "${cookies}"`, () => {
      assert.equal(mayHaveToken({ option: null, query: 'q', cookies }, {}), false);
    });
  }
});

suite('a signature that was good', () => {
  /** Counts what WebCrypto verifies. */
  async function counting(work: () => Promise<void>): Promise<number> {
    const { subtle } = globalThis.crypto;
    const verify = subtle.verify.bind(subtle);
    let count = 0;
    subtle.verify = (...args: Parameters<SubtleCrypto['verify']>) => {
      count++;
      return verify(...args);
    };
    try {
      await work();
    } finally {
      Reflect.deleteProperty(subtle, 'verify');
    }
    return count;
  }

  test('is not checked again, except when the site asks to look again or ten minutes are over', async () => {
    let now = NOON;
    const verify = aVerifier({ publicKey, now: () => now });
    const count = await counting(async () => {
      await verify(endless);
      await verify(endless);
      await verify(endless, true);
      now += 600_000;
      await verify(endless);
    });

    assert.equal(count, 3);
  });

  test('says nothing of the time: a token that has ended meanwhile is expired', async () => {
    let now = NOON;
    const verify = aVerifier({ publicKey, now: () => now });
    const before = inShort(await verify(good));
    now += 60_000;

    assert.deepEqual([before, inShort(await verify(good))], ['valid', 'expired']);
  });

  test('says nothing of another token', async () => {
    const verify = aVerifier({ publicKey });
    await verify(good);

    assert.equal(inShort(await verify(`${good.slice(0, -8)}AAAAAAAA`)), 'invalid: signature');
  });
});
