/** Features of the config, and questions of each. */
const FEATURES = 1000;
const QUESTIONS = 10;

/** A config of 1,000 features with ten questions each: about 3 MB on lines. */
export function makeConfig(): Record<string, unknown> {
  const features = Array.from({ length: FEATURES }, (_, index) => {
    const rules = { anonymous: { content: 'hide', components: ['register'] }, registered: makeRule(index) };
    return [`feature-${index}`, { title: `Feature ${index}`, rules }] as const;
  });
  return {
    version: 1,
    jwt: {
      verifyEndpoint: '/zephr/verify',
      userMapping: { foreignUserIdProperty: 'sub' },
      productSyncing: { privateClaimName: 'prod' },
    },
    products: { gold: { title: 'Gold', claimValue: 'gold', features: features.map(([id]) => id) } },
    components: {
      register: { type: 'registration-wall' },
      subscribe: { type: 'paywall', offers: [{ id: 'monthly' }] },
    },
    features: Object.fromEntries(features),
  };
}

function makeRule(feature: number): unknown {
  let step: unknown = { type: 'trial', limit: 3, yes: 'show', no: { content: 'hide', components: ['subscribe'] } };
  for (let question = 1; question < QUESTIONS; question++) {
    const condition = { property: `claim-${question}`, condition: 'equals', value: `value ${feature} ${question}` };
    step = { type: 'jwt-token', ...condition, yes: { content: { keep: { words: question } } }, no: step };
  }
  return step;
}

/** Twelve test readers: without a token, registered, customers, and some that meet conditions or have read. */
export function makeReaders(): Record<string, unknown> {
  const readers = Array.from({ length: 12 }, (_, index) => {
    if (index === 0) return {};
    const claims = { sub: `${index}`, [`claim-${index}`]: `value ${index} ${index}` };
    return index < 3
      ? { claims: { ...claims, prod: 'gold' } }
      : { claims, read: { [`feature-${index}/registered`]: 2 } };
  });
  return { version: 1, readers: Object.fromEntries(readers.map((reader, index) => [`reader-${index}`, reader])) };
}
