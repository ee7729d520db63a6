import { expect } from '@open-wc/testing';
import { createVerifier } from '../../src/token/verify/create-verifier.js';
import { JUDGES, NOON, type Case } from '../support/judge-cases.js';

/** The tables of the unit tests, read by this browser's own engine and verified by its own cryptography. */
async function readCases<Table>(name: string): Promise<Table> {
  const response = await fetch(new URL(`../cases/${name}.json`, import.meta.url));
  return (await response.json()) as Table;
}

describe('the tables of cases', () => {
  for (const [table, judge] of Object.entries(JUDGES)) {
    it(`${table}: every sentence holds`, async () => {
      const rows = await readCases<readonly Case[]>(table);
      const wrong = rows.filter((row) => {
        try {
          expect(judge(row)).to.deep.equal(row.gives);
          return false;
        } catch {
          return true;
        }
      });

      expect(rows.length).to.be.greaterThan(10);
      expect(wrong.map(({ says }) => says)).to.deep.equal([]);
    });
  }
});

interface SignedTokens {
  readonly algorithms: readonly { says: string; algorithm: string; spki: string; jwk: object; token: string }[];
  readonly certificates: readonly { says: string; algorithm: string; certificate: string }[];
  readonly weak: { readonly publicKey: string; readonly token: string };
}

describe('tokens and keys that other programs made', () => {
  const verify = async (publicKey: unknown, token: string): Promise<string> => {
    const ports = { fetch: () => Promise.reject(new Error()), now: () => NOON };
    const { result } = await createVerifier(
      { publicKey: publicKey as string },
      ports,
    )({
      option: token,
      query: null,
      cookies: '',
    });
    return result.reason ?? result.status;
  };

  it('verify with every algorithm, as SPKI and as JWK', async () => {
    const { algorithms } = await readCases<SignedTokens>('signed-tokens');
    for (const { says, spki, jwk, token } of algorithms) {
      expect([says, await verify(spki, token), await verify(jwk, token)]).to.deep.equal([says, 'valid', 'valid']);
    }
  });

  it('verify with every kind of certificate', async () => {
    const { algorithms, certificates } = await readCases<SignedTokens>('signed-tokens');
    for (const { says, algorithm, certificate } of certificates) {
      const { token } = algorithms.find((row) => row.algorithm === algorithm)!;
      expect([says, await verify(certificate, token)]).to.deep.equal([says, 'valid']);
    }
  });

  it('are refused with a signature that was changed', async () => {
    const { algorithms } = await readCases<SignedTokens>('signed-tokens');
    for (const { says, spki, token } of algorithms) {
      const [head, , signature] = token.split('.');
      const forged = `${head}.${btoa('{"sub":"reader-2"}').replace(/=+$/, '')}.${signature}`;
      expect([says, await verify(spki, forged)]).to.deep.equal([says, 'signature']);
    }
  });

  it('are refused with a key that is too weak', async () => {
    const { weak } = await readCases<SignedTokens>('signed-tokens');

    expect(await verify(weak.publicKey, weak.token)).to.equal('weak-key');
  });
});
