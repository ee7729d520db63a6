import type { Config, UserState } from '../model/config.js';
import type { Identity } from '../model/identity.js';
import type { Claims, TokenResult } from '../model/token.js';
import { own } from '../lib/own.js';
import { readId } from '../lib/read-id.js';

/** The reader as rules see him. */
export interface Reader {
  readonly identity: Identity;
  /** Ids of the features that one of his products lists. */
  readonly features: ReadonlySet<string>;
}

const NO_CLAIMS: Claims = Object.freeze(Object.create(null) as Claims);

/**
 * Works out who the reader is: user mapping and product syncing of the seed's steps 3 and 4. A token that is not valid
 * makes him anonymous, and the reason travels along.
 *
 * @param user - His record in the publisher's user store, where there is one.
 */
export function identify(token: TokenResult, config: Config, user: Identity['user'] = null): Reader {
  const jwt = config.jwt ?? {};
  const claims = token.status === 'valid' ? token.claims : NO_CLAIMS;
  const foreignUserId = readId(claims, jwt.userMapping?.foreignUserIdProperty);
  const products = productsOf(claims, config);
  const expiry = claims['exp'];
  return {
    identity: {
      state: foreignUserId === null ? 'anonymous' : 'registered',
      foreignUserId,
      foreignKeySystem: foreignUserId === null ? null : (jwt.userStore?.foreignKeySystem ?? null),
      user: foreignUserId === null ? null : user,
      products,
      token: {
        status: token.status,
        reason: token.reason,
        expiresAt: typeof expiry === 'number' ? expiry * 1000 : null,
      },
      claims,
    },
    features: new Set(products.flatMap((id) => config.products![id]!.features)),
  };
}

/** The reader of whom nothing is known. */
export const NOBODY: Reader = identify({ status: 'none', reason: null }, { version: 1, features: {} });

/** Customer where he holds the feature, else registered or anonymous as his session is (zephr-docs, "User states"). */
export function userStateOf({ identity, features }: Reader, feature: string): UserState {
  return features.has(feature) ? 'customer' : identity.state;
}

function productsOf(claims: Claims, { jwt, products = {} }: Config): string[] {
  const path = jwt?.productSyncing?.privateClaimName;
  const claim = path === undefined ? undefined : own(claims, path);
  if (claim === undefined) return [];
  const held: readonly unknown[] = Array.isArray(claim) ? claim : [claim];
  return Object.keys(products).filter((id) => {
    const { claimValue } = products[id]!;
    return held.some((value) =>
      typeof claimValue === 'string' ? claimValue === value : claimValue.includes(value as string),
    );
  });
}
