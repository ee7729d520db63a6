import type { Config, UserState } from '../model/config.js';
import type { Identity } from '../model/identity.js';
import type { Claims, RawToken, TokenResult } from '../model/token.js';
import { grantsOfProduct, type Grants } from './grants.js';

const NO_CLAIMS: Claims = Object.freeze(Object.create(null) as Claims);

/** The reader as rules see them. */
export class Reader {
  readonly token: TokenResult;
  /** The token, for requests to the endpoint; `null` unless it is valid. Not part of the identity. */
  readonly rawToken: RawToken | null;
  /** Empty unless the token is valid. */
  readonly claims: Claims;
  readonly foreignUserId: string | null;
  readonly #config: Config;
  /** The product claim: a value or a list of them. */
  readonly #held: unknown;
  #identity: Identity | null = null;

  constructor(token: TokenResult, config: Config, rawToken: RawToken | null) {
    this.token = token;
    this.rawToken = token.status === 'valid' ? rawToken : null;
    this.claims = token.status === 'valid' ? token.claims : NO_CLAIMS;
    this.foreignUserId = token._mapped?._id ?? null;
    this.#held = token._mapped?._products;
    this.#config = config;
  }

  /** Whether the reader's product claim has one of these values. */
  holds(grants: Grants): boolean {
    const held = this.#held;
    return Array.isArray(held) ? held.some((value) => grants.has(value)) : grants.has(held);
  }

  /** Customer of a feature whose product the reader holds; else registered or anonymous, as the session is (Zephr documentation, "User states"). */
  _stateFor(grants: Grants): UserState {
    return this.holds(grants) ? 'customer' : this.foreignUserId === null ? 'anonymous' : 'registered';
  }

  /** The identity for the page. Rules need only parts of it, so it is created when it is first read. */
  get identity(): Identity {
    const { token, claims, foreignUserId } = this;
    const { jwt, products = {} } = this.#config;
    const registered = foreignUserId !== null;
    const expiry = claims['exp'];
    return (this.#identity ??= {
      state: registered ? 'registered' : 'anonymous',
      foreignUserId,
      foreignKeySystem: registered ? (jwt?.userStore?.foreignKeySystem ?? null) : null,
      user: (registered && token.status === 'valid' && token.user) || null,
      products: Object.keys(products).filter((id) => this.holds(grantsOfProduct(products[id]!))),
      token: {
        status: token.status,
        reason: token.reason,
        expiresAt: typeof expiry === 'number' ? expiry * 1000 : null,
      },
      claims,
    });
  }
}

/**
 * Identifies the reader of a token, whose claims are mapped: the session, the products and the features of the reader. A token that is not valid makes an anonymous reader,
 * and its reason is kept.
 *
 * @param rawToken - The token itself, where requests to the endpoint need it.
 */
export function identify(token: TokenResult, config: Config, rawToken: RawToken | null = null): Reader {
  return new Reader(token, config, rawToken);
}

/** A reader without a token. */
export const NOBODY: Reader = identify({ status: 'none', reason: null }, { version: 1, features: {} });
