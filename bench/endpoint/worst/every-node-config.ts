/** All operators, each with a value that takes long to compare with: what it looks for nearly is there. */
const CONDITIONS: readonly (readonly [condition: string, value: unknown])[] = [
  ['equals', 'a'.repeat(100)],
  ['not-equals', 1],
  ['starts-with', '/a/a/a/a/b'],
  ['ends-with', 'ab'],
  ['contains', `${'a'.repeat(40)}b`],
  ['matches', '*a?a*1?1*?/?*zz'],
  ['matches', `${'a?'.repeat(40)}b`],
  ['in', ['a', 1, true, '2026-01-01', ...Array.from({ length: 100 }, (_, index) => `word-${index}`)]],
  ['greater-than', 1e300],
  ['at-least', 1e300],
  ['less-than', -1e300],
  ['at-most', -1e300],
  ['before', '0001-01-01'],
  ['after', '9999-01-01'],
  ['between', ['2026-01-01', '2026-01-02']],
  ['older-than', 1e9],
  ['newer-than', -1e9],
  ['is-empty', undefined],
  ['is-not-empty', undefined],
];

/** Names of data that rules read; requests fill them. */
export const NAMES = ['a', 'b', 'c'] as const;

/** The node types that compare an operand. */
const COMPARING: readonly Readonly<Record<string, unknown>>[] = [
  ...NAMES.flatMap((name) => [
    { type: 'custom-data', property: name },
    { type: 'cookie', name },
    { type: 'query-param', key: name },
  ]),
  { type: 'custom-data', property: 'a', split: ' ' },
  { type: 'jwt-token', property: 'a' },
  { type: 'jwt-token', property: '$.a[*]' },
  { type: 'jwt-token', property: '$.a.b[-1]' },
  { type: 'jwt-token', property: 'a', split: ' ' },
  { type: 'user-attribute', attribute: 'a' },
  { type: 'meta-tag', name: 'a' },
  ...['url-path', 'referrer', 'user-agent', 'country', 'state', 'city', 'zip', 'session-count'].map((type) => ({
    type,
  })),
  ...['registered-date', 'segment'].map((type) => ({ type })),
];

/** The node types with an answer of their own. */
const ANSWERING: readonly Readonly<Record<string, unknown>>[] = [
  { type: 'device', is: 'mobile' },
  { type: 'browser', is: 'chrome' },
  { type: 'date-time', condition: 'before', value: '2026-03-01', timeZone: 'America/New_York' },
  { type: 'published-date', condition: 'older-than', value: 24 },
  { type: 'user-state', is: 'registered' },
  { type: 'has-product', product: 'gold' },
  { type: 'feature', feature: 'granted' },
  { type: 'consent', purpose: 1 },
  { type: 'gift' },
  { type: 'on-premises', account: 'a' },
  { type: 'bypass' },
  { type: 'promo', promotion: 'a' },
  { type: 'active-sessions', limit: 2 },
  { type: 'jwt-expired' },
  { type: 'trial', limit: 5, window: { days: 30 } },
  { type: 'trial', tracker: 'stories', limit: 1000, window: 'calendar-month', counts: 'page-view' },
  { type: 'trial', tracker: 'stories', limit: 950 },
  { type: 'time-trial', duration: 1, unit: 'hours' },
  { type: 'split-test', test: 'price' },
  { type: 'sub-rule', rule: 'inner' },
];

const WALL = { id: 'wall', label: 'Wall', content: { keep: { words: 60 } } };

/** A rule that asks one node after the other, whatever the answers are. */
function chain(nodes: readonly Readonly<Record<string, unknown>>[], ending: unknown): object {
  const connected = nodes.map((node, index): [string, object] => {
    const next = index + 1 < nodes.length ? `n${index + 1}` : ending;
    if (node['type'] === 'split-test') return [`n${index}`, { ...node, exits: { red: next, blue: next } }];
    if (node['type'] === 'sub-rule') return [`n${index}`, { ...node, exits: { out: next } }];
    return [`n${index}`, { ...node, yes: next, no: next, unknown: next }];
  });
  return { start: 'n0', nodes: Object.fromEntries(connected) };
}

/**
 * Makes a config with every node type and every operator. No answer ends a rule early, so that each request asks all of
 * them: one feature for each operand, which goes through all operators and then through all other node types.
 */
export function makeEveryNodeConfig(): Record<string, unknown> {
  const compare = (operand: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>[] =>
    CONDITIONS.map(([condition, value]) => ({ ...operand, condition, ...(value !== undefined && { value }) }));
  const features = COMPARING.map((operand, index) => [
    `${operand['type'] as string}-${index}`,
    { rules: { anonymous: chain([...compare(operand), ...ANSWERING], WALL) } },
  ]);
  return {
    version: 1,
    jwt: {
      userMapping: { foreignUserIdProperty: 'sub' },
      productSyncing: { privateClaimName: 'prod' },
      userAttributes: { privateClaimName: '$.b' },
    },
    products: { gold: { title: 'Gold', claimValue: 'gold', features: ['granted'] } },
    splitTests: { price: { groups: [{ id: 'red', weight: 1 }, { id: 'blue', weight: 1 }] } }, // prettier-ignore
    subRules: { inner: { ...chain(compare({ type: 'query-param', key: 'd' }), { exit: 'out' }), exits: ['out'] } },
    features: { granted: { rules: { anonymous: WALL } }, ...Object.fromEntries(features) },
  };
}
