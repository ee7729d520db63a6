import { aKeyPair, signToken } from '../../test/support/sign-token.js';

/** The tutorial's rules, as a publisher would write them. */
export const CONFIG = {
  version: 1,
  jwt: {
    publicKey: aKeyPair('P-256').spki,
    userMapping: { foreignUserIdProperty: 'sub' },
    productSyncing: { privateClaimName: 'prod' },
  },
  products: { gold: { claimValue: 'gold', features: ['articles'] } },
  components: {
    register: { type: 'registration-wall', heading: 'Read on with a free account', action: '/register' },
    subscribe: {
      type: 'paywall',
      offers: [{ id: 'monthly', title: 'Monthly', price: { amount: 9.9, currency: 'EUR' } }],
    },
  },
  features: {
    articles: {
      rules: {
        anonymous: { content: 'hide', components: ['register'] },
        registered: { content: { keep: { words: 20 } }, components: ['subscribe'] },
        customer: 'show',
      },
    },
  },
};

/** Of a reader who has paid, signed by ES256. */
export const TOKEN = signToken({ claims: { sub: '1234567890', prod: 'gold' } });
