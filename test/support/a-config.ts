/** Builders of configs: a test shows only what matters to it. */

/** A key that looks like one from outside; nothing here imports it. */
const KEY =
  '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----';

/** The tutorial's newspaper: articles and videos, a product for both and one for each. */
export function aConfig(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    version: 1,
    jwt: {
      publicKey: KEY,
      userMapping: { foreignUserIdProperty: 'sub' },
      productSyncing: { privateClaimName: 'prod' },
    },
    products: {
      gold: { title: 'Gold', claimValue: 'gold', features: ['articles', 'videos'] },
      silver: { title: 'Silver', claimValue: 'silver', features: ['articles'] },
      film: { title: 'Film', claimValue: ['film', 'film-2026'], features: ['videos'] },
    },
    components: {
      register: { type: 'registration-wall' },
      subscribe: { type: 'paywall', offers: [{ id: 'monthly' }] },
      hello: { type: 'custom-block', html: '<p>Hello {{claims.name}}</p>' },
    },
    outcomes: {
      teaser: { label: 'Sixty words', content: { keep: { words: 60 } }, components: ['subscribe'] },
      sheet: { id: 'bottom-sheet', content: 'hide', components: ['register', 'hello'], zone: 'sticky-footer' },
    },
    features: {
      articles: { rules: { anonymous: { content: 'hide', components: ['register'] } } },
      videos: { rules: { anonymous: { content: 'hide', components: ['register'] } } },
    },
    ...changes,
  };
}

/** That newspaper, where one step or graph decides about anonymous readers of its articles. */
export function aConfigWithRule(
  rule: unknown,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return aConfig({ features: { articles: { rules: { anonymous: rule } } }, products: {}, ...changes });
}

/** A node that asks about custom data: yes where `property` is 1. */
export function aNode(property: string, yes: unknown, no: unknown): Record<string, unknown> {
  return { type: 'custom-data', property, condition: 'equals', value: 1, yes, no };
}
