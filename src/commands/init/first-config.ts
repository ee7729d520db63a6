/** The addresses of a site that a first config needs. */
export interface SiteAddresses {
  /** Where the registration form is sent to. */
  readonly register: string;
  /** Where readers subscribe. */
  readonly subscribe: string;
}

/** Used where a question is not asked, or not answered. */
export const DEFAULT_ADDRESSES: SiteAddresses = { register: '/register', subscribe: '/subscribe' };

/** Creates a first config: a registration wall for anonymous readers, a paywall for registered ones, the content for customers. */
export function createFirstConfig({ register, subscribe }: SiteAddresses): object {
  return {
    $schema: './node_modules/zephr-onpage/dist/zephr.schema.json',
    version: 1,
    jwt: {
      verifyEndpoint: '/zephr/verify',
      userMapping: { foreignUserIdProperty: 'sub' },
      productSyncing: { privateClaimName: 'prod' },
    },
    products: { gold: { title: 'Gold', claimValue: 'gold', features: ['articles'] } },
    components: {
      register: { type: 'registration-wall', heading: 'Read on with a free account', action: register },
      subscribe: {
        type: 'paywall',
        heading: 'Subscribe to read on',
        offers: [
          { id: 'monthly', title: 'Monthly', price: { amount: 9.9, currency: 'EUR' }, per: 'month', href: subscribe },
        ],
      },
    },
    outcomes: {
      registration: { label: 'Registration wall', content: { keep: { words: 40 } }, components: ['register'] },
      offer: { label: 'Paywall', content: { keep: { words: 40 } }, components: ['subscribe'] },
    },
    features: {
      articles: { title: 'Articles', rules: { anonymous: 'registration', registered: 'offer', customer: 'show' } },
    },
  };
}

/** Creates two test readers for the first config, and what is expected for them. */
export function createFirstReaders(): object {
  return {
    $schema: './node_modules/zephr-onpage/dist/zephr.readers.schema.json',
    version: 1,
    readers: {
      visitor: { title: 'A visitor without an account' },
      member: { title: 'A reader with an account and no subscription', claims: { sub: 'member-1' } },
    },
    expect: [
      { reader: 'visitor', feature: 'articles', state: 'anonymous', outcome: 'registration', components: ['register'] },
      { reader: 'member', feature: 'articles', state: 'registered', outcome: 'offer', components: ['subscribe'] },
    ],
  };
}
