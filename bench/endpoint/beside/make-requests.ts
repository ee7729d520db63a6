import { randomUUID } from 'node:crypto';
import type { Request } from 'autocannon';
import { deriveFeatureKey } from '../../../src/seal/derive-keys.js';
import { sealContent } from '../../../src/seal/seal-content.js';
import { asking, askingInTurn } from '../load.js';
import { makeTokens, type MeasuredAlgorithm } from '../make-tokens.js';

/** Tokens of as many readers by turns, as in the other measures. */
const READERS = 500;
/** Tokens that are each sent once in a round. */
export const STRANGERS = 4000;
/** Articles that are asked for by turns. */
const ARTICLES = 50;

const MASTER_KEY = Uint8Array.from({ length: 32 }, (_, index) => index);
/** The sealing key of the endpoint. */
export const SEAL_KEYS = [{ kid: '1', key: Buffer.from(MASTER_KEY).toString('base64url') }] as const;

/** A site as publishers have it: a trial for readers who signed in, and a product that opens all. */
export function besideConfig(publicKey: string): object {
  const wall = { id: 'wall', content: 'hide' };
  const trial = { type: 'trial', tracker: 'stories', limit: 5, yes: 'show', no: 'wall' };
  return {
    version: 1,
    jwt: {
      publicKey,
      userMapping: { foreignUserIdProperty: 'sub' },
      productSyncing: { privateClaimName: 'prod' },
    },
    products: { gold: { claimValue: 'gold', features: ['archive'] } },
    outcomes: { wall },
    features: {
      articles: { rules: { anonymous: 'wall', registered: trial } },
      archive: { rules: { anonymous: 'wall', registered: 'wall', customer: 'show' } },
      comments: { rules: { anonymous: 'wall', registered: 'show' } },
    },
  };
}

/** Requests by what they measure. */
export interface BesideRequests {
  /** Tokens of 500 readers by turns. */
  readonly verify: Readonly<Record<MeasuredAlgorithm, readonly Request[]>>;
  /** Tokens that the server has not seen, new ones at each call. */
  readonly strange: (algorithm: MeasuredAlgorithm) => readonly Request[];
  readonly decide: readonly Request[];
  readonly usage: readonly Request[];
  readonly keys: readonly Request[];
}

/** Makes the requests. Those for decisions, counts and keys are by readers with an HS256 token. */
export async function makeRequests(): Promise<BesideRequests> {
  const tokens = { HS256: makeTokens('HS256', READERS), ES256: makeTokens('ES256', READERS) };
  const featureKey = await deriveFeatureKey(MASTER_KEY, '1', 'archive');
  const seals = await Promise.all(
    Array.from({ length: ARTICLES }, async (_, index) => {
      const fields = { kid: '1', feature: 'archive', path: pathOf(index), part: 0, isDeflated: true, cty: 'text/html' };
      const seal = await sealContent('<p>Behind the wall</p>', fields, featureKey);
      return seal.split('.').slice(0, 2).join('.');
    }),
  );
  const byReader = (bodyOf: (index: number) => object): Request[] =>
    tokens.HS256.map((token, index) => posting({ token, ...bodyOf(index) }));
  const begunAt = Date.now();
  let turn = 0;
  return {
    verify: { HS256: tokens.HS256.map(asking), ES256: tokens.ES256.map(asking) },
    strange: (algorithm) => [askingInTurn(makeTokens(algorithm, STRANGERS, `${turn++}-`))],
    decide: byReader((index) => ({ features: ['articles', 'archive', 'comments'], path: pathOf(index) })),
    usage: byReader((index) => ({
      spend: [{ id: randomUUID(), tracker: 'stories', item: pathOf(index), at: begunAt }],
    })),
    keys: byReader((index) => ({ seals: [seals[index % ARTICLES]!] })),
  };
}

function pathOf(index: number): string {
  return `/news/story-${index % ARTICLES}`;
}

function posting(body: object): Request {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
