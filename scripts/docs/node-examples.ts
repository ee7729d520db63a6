import type { NodeType } from '../../src/config/known-names.js';
import type { EngineInput } from '../../src/decision/compile-config.js';
import type { Config, RuleNode } from '../../src/model/config.js';

/** A node, and readers who take its exits. */
export interface NodeExample {
  readonly node: RuleNode;
  /** Members of the config that the node needs. */
  readonly config?: Omit<Partial<Config>, 'version' | 'features'>;
  /** Inputs of the engine. All are decided at `EXAMPLE_TIME` where they name no moment. */
  readonly inputs: readonly EngineInput[];
}

/** Monday, 2 March 2026, noon (UTC). */
export const EXAMPLE_TIME: number = Date.UTC(2026, 2, 2, 12);

const HOUR_MS = 3_600_000;
const wall = { content: 'hide', components: ['register'] } as const;
const exits = { yes: 'show', no: wall } as const;
const jwt = {
  userMapping: { foreignUserIdProperty: 'sub' },
  productSyncing: { privateClaimName: 'prod' },
  userAttributes: { privateClaimName: 'profile' },
} as const;
const products = { gold: { claimValue: 'gold', features: ['articles'] } } as const;
const valid = (claims: Readonly<Record<string, unknown>>): EngineInput => ({ tokenStatus: 'valid', claims });
const readBefore = (...days: readonly number[]): EngineInput => ({
  usage: {
    item: '/today',
    trials: { stories: days.map((day) => ({ item: `/story-${day}`, at: EXAMPLE_TIME - day * 24 * HOUR_MS })) },
  },
});
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';

/** One example a node. */
export const NODE_EXAMPLES: Readonly<Record<NodeType, NodeExample>> = {
  'jwt-token': {
    node: { type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama', ...exits },
    inputs: [valid({ state: 'Alabama' }), valid({ state: 'Texas' }), {}],
  },
  'jwt-expired': {
    node: { type: 'jwt-expired', yes: wall, no: 'show' },
    inputs: [{ tokenStatus: 'expired' }, {}],
  },
  'user-attribute': {
    node: { type: 'user-attribute', attribute: 'city', condition: 'in', value: ['Mobile', 'Selma'], ...exits },
    config: { jwt },
    inputs: [
      valid({ sub: '1', profile: { city: 'Selma' } }),
      { ...valid({ sub: '1' }), user: { city: 'Mobile' } },
      valid({ sub: '1', profile: { city: 'Tuscaloosa' } }),
    ],
  },
  'has-product': {
    node: { type: 'has-product', product: 'gold', ...exits },
    config: { jwt, products },
    inputs: [valid({ sub: '1', prod: 'gold' }), valid({ sub: '1' })],
  },
  feature: {
    node: { type: 'feature', feature: 'articles', ...exits },
    config: { jwt, products },
    inputs: [valid({ sub: '1', prod: 'gold' }), valid({ sub: '1' })],
  },
  'user-state': {
    node: { type: 'user-state', is: 'registered', ...exits },
    config: { jwt },
    inputs: [valid({ sub: '1' }), {}],
  },
  trial: {
    node: {
      type: 'trial',
      tracker: 'stories',
      limit: 3,
      window: { days: 7 },
      yes: 'show',
      no: wall,
      remaining: { '0': { content: 'show', components: ['register'] } },
    },
    inputs: [readBefore(), readBefore(1, 2), readBefore(1, 2, 3), readBefore(1, 2, 8)],
  },
  'time-trial': {
    node: { type: 'time-trial', tracker: 'first-week', duration: 7, unit: 'days', ...exits },
    inputs: [
      {},
      { usage: { timeTrials: { 'first-week': EXAMPLE_TIME - 48 * HOUR_MS } } },
      { usage: { timeTrials: { 'first-week': EXAMPLE_TIME - 200 * HOUR_MS } } },
    ],
  },
  'split-test': {
    node: { type: 'split-test', test: 'wall', exits: { open: 'show', shut: wall } },
    config: {
      splitTests: {
        wall: {
          groups: [
            { id: 'open', weight: 1 },
            { id: 'shut', weight: 1 },
          ],
        },
      },
    },
    inputs: [{ usage: { reader: 'reader-1' } }, { usage: { reader: 'reader-2' } }, { groups: { wall: 'open' } }],
  },
  device: {
    node: { type: 'device', is: 'mobile', ...exits },
    inputs: [
      { userAgent: PHONE },
      { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
    ],
  },
  browser: {
    node: { type: 'browser', is: 'safari', ...exits },
    inputs: [
      { userAgent: PHONE },
      { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
    ],
  },
  'user-agent': {
    node: { type: 'user-agent', condition: 'contains', value: 'NewsApp/', ...exits },
    inputs: [{ userAgent: 'NewsApp/3.1 (iOS)' }, { userAgent: PHONE }],
  },
  site: {
    node: { type: 'site', sites: ['weekly', 'group:regional'], ...exits },
    config: {
      sites: {
        daily: { hosts: ['www.daily.example'] },
        weekly: { hosts: ['weekly.example', '*.weekly.example'] },
        north: { hosts: ['north.example'], group: 'regional' },
      },
    },
    inputs: [
      { url: 'https://shop.weekly.example/offer' },
      { url: 'https://north.example/story' },
      { url: 'https://www.daily.example/story' },
      { url: '/story' },
    ],
  },
  'url-path': {
    node: { type: 'url-path', condition: 'starts-with', value: '/premium/', yes: wall, no: 'show' },
    inputs: [{ url: 'https://news.example/premium/story?page=2' }, { url: 'https://news.example/news/story' }, {}],
  },
  'query-param': {
    node: { type: 'query-param', key: 'from', condition: 'equals', value: 'newsletter', ...exits },
    inputs: [{ url: 'https://news.example/story?from=newsletter' }, { url: 'https://news.example/story' }],
  },
  referrer: {
    node: { type: 'referrer', condition: 'contains', value: 'search.example', ...exits },
    inputs: [{ referrer: 'https://search.example/?q=news' }, { referrer: '' }],
  },
  'meta-tag': {
    node: { type: 'meta-tag', name: 'section', condition: 'equals', value: 'opinion', yes: wall, no: 'show' },
    inputs: [{ meta: { section: 'opinion' } }, { meta: { section: 'sport' } }],
  },
  'published-date': {
    node: { type: 'published-date', condition: 'newer-than', value: 48, yes: wall, no: 'show' },
    inputs: [
      { meta: { 'article:published_time': '2026-03-02T08:00:00Z' } },
      { meta: { 'article:published_time': '2026-02-02T08:00:00Z' } },
    ],
  },
  'custom-data': {
    node: { type: 'custom-data', property: 'section', condition: 'equals', value: 'sport', ...exits },
    inputs: [{ customData: { section: 'sport' } }, { customData: { section: 'arts' } }, {}],
  },
  content: {
    node: { type: 'content', name: 'section', condition: 'equals', value: 'sport', ...exits },
    inputs: [{ facts: { content: { section: 'sport' } } }, { facts: { content: { section: 'arts' } } }, {}],
  },
  cookie: {
    node: { type: 'cookie', name: 'partner', condition: 'is-not-empty', ...exits },
    inputs: [{ cookies: { partner: 'library' } }, { cookies: {} }],
  },
  country: {
    node: { type: 'country', condition: 'in', value: ['BE', 'NL'], ...exits },
    inputs: [{ facts: { country: 'BE' } }, { facts: { country: 'FR' } }, {}],
  },
  state: {
    node: { type: 'state', condition: 'equals', value: 'AL', ...exits },
    inputs: [{ facts: { state: 'AL' } }, { facts: { state: 'TX' } }],
  },
  city: {
    node: { type: 'city', condition: 'equals', value: 'Brussels', ...exits },
    inputs: [{ facts: { city: 'Brussels' } }, { facts: { city: 'Ghent' } }],
  },
  zip: {
    node: { type: 'zip', condition: 'starts-with', value: '10', ...exits },
    inputs: [{ facts: { zip: '1000' } }, { facts: { zip: '9000' } }],
  },
  'date-time': {
    node: {
      type: 'date-time',
      condition: 'between',
      value: ['2026-03-01', '2026-03-08T23:59:59'],
      timeZone: 'Europe/Brussels',
      ...exits,
    },
    inputs: [{}, { now: Date.UTC(2026, 2, 9) }],
  },
  'session-count': {
    node: { type: 'session-count', condition: 'at-least', value: 3, yes: wall, no: 'show' },
    inputs: [{ facts: { sessionCount: 3 } }, { facts: { sessionCount: 1 } }],
  },
  'session-start': {
    node: { type: 'session-start', condition: 'newer-than', value: 0.5, ...exits },
    inputs: [{ facts: { sessionStart: '2026-03-02T11:45:00Z' } }, { facts: { sessionStart: '2026-03-02T11:00:00Z' } }],
  },
  'registered-date': {
    node: { type: 'registered-date', condition: 'after', value: '2026-02-01', ...exits },
    config: { jwt },
    inputs: [valid({ sub: '1', created_at: '2026-02-20' }), valid({ sub: '1', created_at: '2025-02-20' })],
  },
  segment: {
    node: { type: 'segment', condition: 'equals', value: 'loyal', ...exits },
    inputs: [{ facts: { segments: ['loyal', 'football'] } }, { facts: { segments: ['football'] } }],
  },
  recognised: {
    node: { type: 'recognised', yes: wall, no: 'show' },
    config: { jwt },
    inputs: [{ facts: { recognised: true } }, { facts: { recognised: false } }, valid({ sub: '1' }), {}],
  },
  consent: {
    node: { type: 'consent', purpose: 'analytics', yes: 'show', no: wall, unknown: wall },
    inputs: [{ facts: { consent: { analytics: true } } }, { facts: { consent: { analytics: false } } }, {}],
  },
  gift: {
    node: { type: 'gift', ...exits },
    inputs: [{ facts: { gift: true } }, { facts: { gift: false } }],
  },
  'on-premises': {
    node: { type: 'on-premises', account: 'libraries', ...exits },
    inputs: [{ facts: { 'on-premises': ['city-library', 'libraries'] } }, { facts: { 'on-premises': [] } }, {}],
  },
  bypass: {
    node: { type: 'bypass', referrer: 'forum', ...exits },
    inputs: [{ facts: { bypass: 'forum' } }, { facts: { bypass: false } }],
  },
  promo: {
    node: {
      type: 'promo',
      promotion: 'spring',
      yes: { content: 'hide', components: ['subscribe'], offers: ['half-price'] },
      no: { content: 'hide', components: ['subscribe'] },
    },
    config: {
      components: { subscribe: { type: 'paywall', offers: ['yearly'] } },
      offers: {
        yearly: { title: 'Yearly', price: { amount: 99, currency: 'EUR' } },
        'half-price': { title: 'Half price', price: { amount: 49, currency: 'EUR' } },
      },
    },
    inputs: [{ facts: { promo: 'spring' } }, { facts: { promo: false } }],
  },
  set: {
    node: {
      type: 'set',
      variables: { offer: 'The first month for 1 EUR', highlighted: true },
      exits: { next: { content: 'show', components: ['hello'] } },
    },
    config: { components: { hello: { type: 'custom-block', html: '<p>{{variables.offer}}</p>' } } },
    inputs: [{}],
  },
  'active-sessions': {
    node: {
      type: 'active-sessions',
      limit: 2,
      yes: 'show',
      no: { label: 'Too many devices', content: 'hide', components: ['devices'] },
    },
    config: { components: { devices: { type: 'paywall' } } },
    inputs: [
      { facts: { 'active-sessions': { place: 2, of: 3 } } },
      { facts: { 'active-sessions': { place: 1, of: 3 } } },
      {},
    ],
  },
  notify: {
    node: {
      type: 'notify',
      name: 'article-read',
      webhook: 'crm',
      exits: { next: 'show' },
    },
    inputs: [{}],
  },
  'sub-rule': {
    node: { type: 'sub-rule', rule: 'metered', exits: { free: 'show', 'used-up': wall } },
    config: {
      subRules: {
        metered: {
          start: { type: 'trial', tracker: 'stories', limit: 2, yes: { exit: 'free' }, no: { exit: 'used-up' } },
          exits: ['free', 'used-up'],
        },
      },
    },
    inputs: [readBefore(), readBefore(1, 2)],
  },
};

/** The whole config of an example: the node is the rule of anonymous and registered readers. */
export function toExampleConfig({ node, config = {} }: NodeExample): Config {
  return {
    version: 1,
    ...config,
    components: { register: { type: 'registration-wall' }, ...config.components },
    features: { articles: { rules: { anonymous: node, customer: node } } },
  };
}
