/** A verifier that asks an endpoint, and the answers of that endpoint. */
import { createHash } from 'node:crypto';
import type { JwtConfig } from '../../src/model/config.js';
import type { Fault } from '../../src/model/fault.js';
import type { TokenResult, Verify } from '../../src/model/token.js';
import { createEndpointVerifier } from '../../src/token/ask/create-endpoint-verifier.js';
import { NOON } from './judge-cases.js';
import { aKeyPair, signToken } from './sign-token.js';

export const TOKEN = signToken({ alg: 'HS256', secret: 'secret', claims: { sub: 'reader-1' } });
export const OTHER = signToken({ alg: 'HS256', secret: 'secret', claims: { sub: 'reader-2' } });
export const GOOD = { ok: true, claims: { sub: 'reader-1', prod: 'gold' }, user: null };

/**
 * The reaction of a test's endpoint to a request: an answer, a status, `null` for a lost connection, or a promise of
 * these.
 */
type Reply = object | number | null;
type Endpoint = (asked: number) => Reply | Promise<Reply>;

/** The browser of a test, as a verifier sees it. */
interface World {
  /** The requests to the endpoint, their bodies parsed. */
  readonly asked: Record<string, unknown>[];
  /** The text in storage. */
  kept: string | null;
  /** How often the verifier has asked to run again. */
  again: number;
  now: number;
  /** Puts the browser back online. */
  back: () => void;
}

/** A verifier that asks an endpoint, with the endpoint and the browser of the test. */
export function anEndpointVerifier(
  endpoint: Endpoint,
  jwt: JwtConfig = {},
  kept: string | null = null,
): {
  readonly ask: (token?: string | null, refetch?: boolean) => Promise<TokenResult>;
  readonly verify: Verify;
  readonly world: World;
  readonly faults: Fault[];
} {
  const world: World = { asked: [], kept, again: 0, now: NOON, back: () => {} };
  const faults: Fault[] = [];
  const verify = createEndpointVerifier(
    { verifyEndpoint: 'https://site.test/zephr/verify', userMapping: { foreignUserIdProperty: 'sub' }, ...jwt },
    {
      fetch: async (url: string, init: RequestInit) => {
        world.asked.push({ url, ...init, body: JSON.parse(init.body as string) });
        const reply = await Promise.race([
          endpoint(world.asked.length),
          new Promise<null>((_, reject) => init.signal!.addEventListener('abort', () => reject(new Error('aborted')))),
        ]);
        if (reply === null) throw new TypeError('Failed to fetch');
        return typeof reply === 'number'
          ? new Response('{}', { status: reply })
          : new Response(JSON.stringify(reply), { status: 200 });
      },
      now: () => world.now,
      storage: { read: () => world.kept, write: (text) => void (world.kept = text) },
      onReconnect: (ask) => void (world.back = ask),
      again: () => void world.again++,
      report: (fault) => void faults.push(fault),
    },
  );
  const ask = async (token: string | null = TOKEN, refetch?: boolean): Promise<TokenResult> =>
    (await verify({ option: token, query: null, cookies: '', refetch })).result;
  return { ask, verify, world, faults };
}

/** The key that an endpoint of a test signs assertions with. */
export const signing = aKeyPair('P-256', 'endpoint');

/** An assertion as an endpoint signs it. */
export function anAssertion({
  token = TOKEN,
  key = signing,
  ...claims
}: Record<string, unknown> & { key?: typeof signing } = {}): string {
  return signToken({
    key,
    header: { typ: 'zephr-assertion+jwt' },
    claims: {
      aud: 'zephr-onpage',
      exp: NOON / 1000 + 300,
      token_hash: createHash('sha256').update(String(token)).digest('base64url'),
      claims: { sub: 'reader-1', prod: 'gold' },
      user: { city: 'Ulm' },
      ...claims,
    },
  });
}
