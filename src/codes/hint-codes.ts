import type { CodeEntry } from './code-entry.js';

/** A public key, so that `jwt` is complete. */
const PUBLIC_KEY = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};

/** A config that takes products from the claim `prod`. */
const WITH_PRODUCT = {
  version: 1,
  jwt: { publicKey: PUBLIC_KEY, productSyncing: { privateClaimName: 'prod' } },
  products: { gold: { claimValue: 'gold' } },
  features: {},
};

/** A config whose readers sign in elsewhere. */
const WITH_KEY = { version: 1, jwt: { publicKey: PUBLIC_KEY }, features: {} };

/** Likely causes why a reader is anonymous, or holds no product, though nothing is wrong with the config by itself. */
export const HINT_CODES = {
  'cookie-unreadable': {
    in: ['hint'],
    what: 'Scripts of the page can read no cookie of the name that the config expects. A reader who is signed in is anonymous here. Often the cookie is `HttpOnly`, and `jwt` has no endpoint that could read it; or it was set for another path or domain.',
    mend: 'Where the cookie is `HttpOnly`, run the endpoint under the origin of the page, and set `jwt.verifyEndpoint` and `jwt.credentials`. Otherwise set the cookie with `Path=/` for the domain of the page. A reader who is not signed in has no cookie, and nothing is wrong.',
    example: { debug: { config: WITH_KEY, cookies: 'theme=dark' } },
  },
  'cookie-other': {
    in: ['hint'],
    what: 'The page has no cookie of the name that the config expects, and the value of another one looks like a token.',
    mend: 'Name that cookie in `jwt.cookie`.',
    example: {
      debug: { config: WITH_KEY, cookies: 'session_token=eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl' },
    },
  },
  'cookie-empty': {
    in: ['hint'],
    what: 'The cookie of the token is there and empty. Often a logout empties it instead of deleting it.',
    mend: 'Nothing for a reader who has logged out. Otherwise find out why your identity provider writes no token.',
    example: { debug: { config: WITH_KEY, cookies: 'blaize_jwt=' } },
  },
  'claim-missing': {
    in: ['hint'],
    what: 'The token counts, and has no claim of a name in `jwt`; or the claim is inside another one, or has a namespace before its name.',
    mend: 'Write the name as the token has it, or a JSONPath to it. The message has the name, or all names of the token.',
    example: { debug: { config: WITH_PRODUCT, claims: { sub: '1', app_metadata: { prod: 'gold' } } } },
  },
  'product-case': {
    in: ['hint'],
    what: 'A value of the product claim differs only in case from the `claimValue` of a product. Values are case-sensitive, so the reader does not hold the product.',
    mend: 'Write the `claimValue` as the token has it. It can be a list of spellings.',
    example: { debug: { config: WITH_PRODUCT, claims: { sub: '1', prod: 'Gold' } } },
  },
  'product-split': {
    in: ['hint'],
    what: 'The product claim has several values in one text, and one of them is the `claimValue` of a product.',
    mend: 'Set `jwt.productSyncing.split` to the text between the values, or let the identity provider send a list.',
    example: { debug: { config: WITH_PRODUCT, claims: { sub: '1', prod: 'silver gold' } } },
  },
  'product-value': {
    in: ['hint'],
    what: 'The token has a product claim, and none of its values is the `claimValue` of a product.',
    mend: 'Add the product, or correct its `claimValue`. Nothing is wrong where the reader holds a product that this site does not sell.',
    example: { debug: { config: WITH_PRODUCT, claims: { sub: '1', prod: 'bronze' } } },
  },
} as const satisfies Record<string, CodeEntry>;
