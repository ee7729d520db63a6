/**
 * Arbitraries of sound configs with every node and operator, and of readers and pages, friendly and hostile. The data
 * are few, so that conditions are met as often as not.
 */
import fc from 'fast-check';
import type { EngineInput } from '../../src/decision/compile-config.js';
import { aConfig } from './a-config.js';
import { NOON } from './judge-cases.js';

const NAMES = ['a', 'b', 'c', '__proto__', 'constructor', 'https://site.example/a'];
const FEATURES = ['articles', 'videos', 'letters'];
const GROUPS = ['red', 'blue', 'yes'];

const scalar = fc.constantFrom<unknown>(
  0,
  1,
  5,
  '1',
  '5.0',
  '',
  'a',
  'a b',
  true,
  false,
  'true',
  '2026-03-01',
  NOON / 1000,
);
const quantity = fc.constantFrom<unknown>(0, 1, 5, '1', '-1', 24);
const date = fc.constantFrom<unknown>('2026-03-01', '2026-03-02T12:00', NOON / 1000, 0);

/** A condition on an operand, with a value of the right kind. */
const condition = fc.oneof(
  fc.record({ condition: fc.constantFrom('equals', 'not-equals'), value: fc.oneof(scalar, fc.constant(null)) }),
  fc.record({ condition: fc.constantFrom('starts-with', 'ends-with', 'contains'), value: scalar }),
  fc.record({ condition: fc.constant('matches'), value: fc.constantFrom('*', 'A', 'a?b', '1*', '') }),
  fc.record({ condition: fc.constant('in'), value: fc.array(scalar, { maxLength: 4 }) }),
  fc.record({ condition: fc.constantFrom('greater-than', 'at-least', 'less-than', 'at-most'), value: quantity }),
  fc.record({ condition: fc.constantFrom('before', 'after'), value: date }),
  fc.record({
    condition: fc.constant('between'),
    value: fc.constantFrom(['2026-01-01', '2026-03-02T12:00'], [0, 5], ['1', '24'], ['A', 'a b'], [0, NOON / 1000]),
  }),
  fc.record({ condition: fc.constant('within-days'), value: fc.constantFrom<unknown>(1, '7', 0.5) }),
  fc.record({ condition: fc.constantFrom('older-than', 'newer-than'), value: quantity }),
  fc.record({ condition: fc.constantFrom('is-empty', 'is-not-empty') }),
);

const name = fc.constantFrom(...NAMES);
const compared = (type: string, fields: Record<string, fc.Arbitrary<unknown>> = {}): fc.Arbitrary<object> =>
  fc.tuple(fc.record(fields), condition).map(([some, others]) => ({ type, ...some, ...others }));
const one = (type: string, fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<object> =>
  fc.record({ type: fc.constant(type), ...fields });

/** A node with the exits yes and no, without these. */
const question: fc.Arbitrary<object> = fc.oneof(
  { weight: 6, arbitrary: compared('custom-data', { property: name }) },
  { weight: 3, arbitrary: compared('content', { name }) },
  {
    weight: 3,
    arbitrary: compared('jwt-token', { property: fc.constantFrom(...NAMES, '$.a', '$.list[*]', '$.a.b[-1]') }),
  },
  compared('user-attribute', { attribute: name }),
  compared('meta-tag', { name }),
  compared('cookie', { name }),
  compared('query-param', { key: name }),
  ...['url-path', 'referrer', 'user-agent', 'country', 'state', 'city', 'zip'].map((type) => compared(type)),
  ...['session-count', 'session-start', 'registered-date', 'segment'].map((type) => compared(type)),
  one('published-date', { condition: fc.constantFrom('older-than', 'newer-than'), value: quantity }),
  one('date-time', {
    condition: fc.constantFrom('before', 'after'),
    value: date,
    timeZone: fc.constantFrom('UTC', 'America/New_York', 'local'),
  }),
  one('device', { is: fc.constantFrom('desktop', 'mobile', 'crawler') }),
  one('browser', { is: fc.constantFrom('chrome', 'other') }),
  one('user-state', { is: fc.constantFrom('anonymous', 'registered', 'customer') }),
  one('has-product', { product: fc.constantFrom('gold', 'silver') }),
  one('feature', { feature: fc.constantFrom(...FEATURES) }),
  one('consent', { purpose: fc.constantFrom<unknown>('a', 1) }),
  one('gift', {}),
  fc.constantFrom(
    { type: 'on-premises' },
    { type: 'on-premises', account: 'a' },
    ...[{ type: 'bypass' }, { type: 'bypass', referrer: 'a' }],
    { type: 'promo' },
    { type: 'promo', promotion: 'a' },
    { type: 'active-sessions', limit: 2 },
  ),
  one('recognised', {}),
  one('site', { sites: fc.subarray(['daily', 'weekly', 'group:__proto__'], { minLength: 1 }) }),
  one('jwt-expired', {}),
);

/** A node without exits, and which it must have. */
interface LooseNode {
  readonly fields: object;
  readonly exits: readonly string[] | null;
  readonly remaining?: readonly string[];
}

const tracker = fc.constantFrom({}, { tracker: 'a' }, { tracker: '__proto__' });
const trial: fc.Arbitrary<LooseNode> = fc
  .tuple(
    tracker,
    fc.record({
      limit: fc.nat(3),
      counts: fc.constantFrom('unique-article', 'page-view'),
      window: fc.constantFrom('lifetime', 'calendar-day', 'calendar-week', 'calendar-month', { days: 1 }),
      scope: fc.constantFrom('all', 'site'),
    }),
    fc.subarray(['0', '1', '2']),
  )
  .map(([some, others, remaining]) => ({ fields: { type: 'trial', ...some, ...others }, exits: null, remaining }));
const timeTrial: fc.Arbitrary<LooseNode> = fc
  .tuple(tracker, fc.record({ duration: fc.constantFrom(1, 24), unit: fc.constantFrom('minutes', 'hours', 'days') }))
  .map(([some, others]) => ({ fields: { type: 'time-trial', ...some, ...others }, exits: null }));
const splitTest: fc.Arbitrary<LooseNode> = fc.constant({
  fields: { type: 'split-test', test: 'colour' },
  exits: GROUPS,
});

const setVariables: fc.Arbitrary<LooseNode> = fc
  .dictionary(fc.constantFrom('a', 'offer', '_b'), fc.constantFrom<unknown>('', 'a b', 0, true, null), { minKeys: 1 })
  .map((variables) => ({ fields: { type: 'set', variables }, exits: ['next'] }));

/** A node that asks one thing, the same whatever was counted of the reader. */
const plainNode: fc.Arbitrary<LooseNode> = question.map((fields) => ({ fields, exits: null }));

/** A node of any kind, which may go through some sub rules. */
const looseNode = (subRules: readonly string[]): fc.Arbitrary<LooseNode> =>
  fc.oneof(
    { weight: 12, arbitrary: plainNode },
    trial,
    timeTrial,
    splitTest,
    fc.oneof(setVariables, fc.constant<LooseNode>({ fields: { type: 'notify', name: 'a' }, exits: ['next'] })),
    ...(subRules.length > 0
      ? [
          {
            weight: 4,
            arbitrary: fc
              .constantFrom(...subRules)
              .map((rule) => ({ fields: { type: 'sub-rule', rule }, exits: ['in', 'out'] })),
          },
        ]
      : []),
  );

interface Graph {
  readonly start: unknown;
  readonly nodes: Record<string, unknown>;
}

/** A graph whose exits lead to later nodes, inline or by their id, or to a terminal. */
function graph(node: fc.Arbitrary<LooseNode>, endings: readonly unknown[], most: number): fc.Arbitrary<Graph> {
  const row = fc.record({
    node,
    to: fc.array(fc.nat(200), { minLength: 7, maxLength: 7 }),
    unknown: fc.boolean(),
    inPlace: fc.boolean(),
  });
  return fc.array(row, { maxLength: most, size: 'max' }).map((rows) => {
    const made: unknown[] = [];
    const stepTo = (index: number): unknown => (rows[index]!.inPlace ? made[index] : `n${index}`);
    for (let i = rows.length - 1; i >= 0; i--) {
      const { node, to, unknown } = rows[i]!;
      let next = 0;
      const step = (): unknown => {
        const path = to[next++ % to.length]!;
        const target = i + 1 + (path % 4);
        return path < 160 && target < rows.length ? stepTo(target) : endings[path % endings.length];
      };
      const exitsOf = (names: readonly string[]): object => Object.fromEntries(names.map((exit) => [exit, step()]));
      made[i] = {
        ...node.fields,
        ...(node.exits ? { exits: exitsOf(node.exits) } : exitsOf(['yes', 'no'])),
        ...(node.remaining?.length ? { remaining: exitsOf(node.remaining) } : {}),
        ...(unknown ? { unknown: step() } : {}),
      };
    }
    const named = rows.flatMap(({ inPlace }, i) => (inPlace ? [] : ([[`n${i}`, made[i]]] as const)));
    return { start: rows.length > 0 ? stepTo(0) : endings[0], nodes: Object.fromEntries(named) };
  });
}

const ENDINGS = [
  ...['show', 'teaser', 'sheet', { content: 'hide' }, { id: 'wall', content: 'hide', components: ['register'] }],
  { label: 'Three', content: { keep: { paragraphs: 3 } } },
];
const SUB_RULES = ['deepest', 'deeper', 'deep'];

/** Rules inside of rules: each may go through those before it. */
const subRules = fc.tuple(
  ...SUB_RULES.map((_, index) =>
    graph(
      looseNode(SUB_RULES.slice(0, index)),
      [{ exit: 'in' }, { exit: 'out' }, 'teaser', { exit: 'out' }, { content: 'hide' }],
      5,
    ),
  ),
);

// Only decisions by rules of plain nodes alone are kept.
const rule = fc.oneof(graph(plainNode, ENDINGS, 12), graph(looseNode(SUB_RULES), ENDINGS, 9));
const rules = fc.record({ anonymous: rule, registered: rule, customer: rule }, { requiredKeys: ['anonymous'] });

/** A sound config with rules of all kinds, which several features and states may share parts of. */
export const soundConfig: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(fc.tuple(...FEATURES.map(() => rules)), subRules, fc.boolean(), fc.boolean())
  .map(([all, inner, alike, isLimited]) =>
    aConfig({
      ...(isLimited && {
        products: {
          gold: { claimValue: 'gold', features: FEATURES, sites: ['daily'] },
          silver: { claimValue: ['silver', 'gold'], features: [FEATURES[0]], sites: ['group:north'] },
        },
      }),
      jwt: {
        userMapping: { foreignUserIdProperty: 'sub' },
        productSyncing: { privateClaimName: 'prod' },
        userAttributes: { privateClaimName: '$.a' },
      },
      subRules: Object.fromEntries(SUB_RULES.map((id, i) => [id, { ...inner[i]!, exits: ['in', 'out'] }])),
      sites: {
        daily: { hosts: ['Site.example.'], group: 'north' },
        weekly: { hosts: ['*.site.example'], group: ['north', '__proto__'] },
      },
      splitTests: { colour: { groups: GROUPS.map((id, i) => ({ id, weight: i })) } },
      // Features that ask the same, or that have nothing in common.
      features: Object.fromEntries(FEATURES.map((id, i) => [id, { rules: all[alike ? 0 : i], fallback: 'show' }])),
    }),
  );

const operand = fc.constantFrom<unknown>(
  ...[0, 1, 5, -1, '1', '5.0', '', 'a', 'A b', 'aXb', true, false, null, undefined, NaN, Infinity],
  ...[
    '2026-03-01',
    '2026-03-02T12:00',
    NOON / 1000,
    [],
    [1],
    ['a', 5],
    [null, {}],
    {},
    { a: 1, b: ['a'] },
    { place: 1, of: 2 },
  ],
);
const data = fc.dictionary(
  fc.constantFrom(
    ...[...NAMES, 'country', 'consent', 'segment', 'gift', 'on-premises', 'bypass', 'promo', 'active-sessions'],
    ...['content', 'recognised', 'device'],
  ),
  operand,
  { noNullPrototype: true },
);
const view = fc.record({
  item: fc.constantFrom('/a', '/b', '/c'),
  at: fc.integer({ min: NOON - 1e8, max: NOON + 1e7 }),
});
const tracked = fc.constantFrom('a', '__proto__', 'articles/anonymous', 'articles/registered', 'videos/anonymous');

/** A reader on a page, as a site describes them. */
export const input: fc.Arbitrary<EngineInput> = fc.record(
  {
    claims: fc
      .tuple(
        data,
        fc.record(
          { sub: fc.constantFrom('r', 7, ''), prod: fc.constantFrom('gold', ['silver']) },
          { requiredKeys: [] },
        ),
      )
      .map(([some, others]) => ({ ...some, list: Object.values(some), ...others })),
    tokenStatus: fc.constantFrom('valid', 'valid', 'valid', 'expired', 'none'),
    url: fc.constantFrom(
      '/a',
      '/b?a=1&b=a&b=5',
      'https://site.example/c?constructor=a',
      'https://a.b.site.example:8443/a',
      'https://other.example/',
    ),
    referrer: fc.constantFrom('', 'a', 'https://news.example/'),
    userAgent: fc.constantFrom('', 'a', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36'),
    meta: data,
    cookies: data,
    customData: data,
    facts: data,
    user: fc.oneof(data, fc.constant(null)),
    usage: fc.record(
      {
        reader: fc.constantFrom('r', 's'),
        trials: fc.dictionary(tracked, fc.array(view, { maxLength: 4 }), { noNullPrototype: true }),
        timeTrials: fc.dictionary(tracked, fc.integer({ min: NOON - 2e8, max: NOON }), { noNullPrototype: true }),
        timeZone: fc.constantFrom('UTC', 'America/New_York', 'Mars/Phobos'),
      },
      { requiredKeys: [] },
    ),
    debug: fc.boolean(),
    now: fc.constantFrom(NOON, NOON, NOON + 1),
  },
  { requiredKeys: ['now'] },
);

const refuse = (): never => {
  throw new Error('no');
};

/**
 * Values that no site should pass: they throw when read, contain themselves, or are of a type that JSON does not have.
 */
const HOSTILE: Readonly<Record<string, () => unknown>> = {
  'a getter that throws': () => Object.defineProperty({ b: 1 }, 'a', { get: refuse, enumerable: true }),
  'a proxy that throws': () =>
    new Proxy(
      {},
      { get: refuse, has: refuse, ownKeys: refuse, getOwnPropertyDescriptor: refuse, getPrototypeOf: refuse },
    ),
  'a revoked proxy': () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    return proxy;
  },
  'a list that throws': () => new Proxy([1, 2], { get: refuse }),
  'an object that contains itself': () => {
    const all: Record<string, unknown> = { b: [] };
    all['a'] = all;
    (all['b'] as unknown[]).push(all, all['b']);
    return all;
  },
  'text that no text can be made of': () => ({ a: { toString: refuse, valueOf: refuse, toJSON: refuse } }),
  'a very long text': () => 'a'.repeat(100_000),
  'a bigint': () => 10n,
  'a symbol': () => Symbol('a'),
  'a function': () => refuse,
  'a date': () => new Date(NaN),
  'a map': () => new Map([['a', 1]]),
  'an object without a prototype': () => Object.assign(Object.create(null) as object, { a: 1 }),
  'a list with a hole': () => [, 1], // eslint-disable-line no-sparse-arrays
  'a very deep list': () => {
    let all: unknown = 1;
    for (let i = 0; i < 10_000; i++) all = [all];
    return all;
  },
};
/** Stands for something hostile until `summon` makes it: fast-check looks at whatever it hands out. */
class Hostile {
  constructor(readonly name: string) {}
}

/** Makes the values of an arbitrary input. */
export function summon(value: unknown): EngineInput {
  const make = (part: unknown): unknown => {
    if (part instanceof Hostile) return HOSTILE[part.name]!();
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([name, member]) => [name, make(member)]));
  };
  return make(value) as EngineInput;
}

const hostile = fc.constantFrom(...Object.keys(HOSTILE)).map((name) => new Hostile(name));
const anyName = fc.constantFrom(...NAMES, 'sub', 'prod', 'consent', 'segments');
const anyDatum = fc.oneof(
  hostile,
  operand,
  fc.dictionary(anyName, fc.oneof(hostile, operand), { noNullPrototype: true }),
);
const PLACES = [
  'claims',
  'url',
  'referrer',
  'userAgent',
  'meta',
  'cookies',
  'customData',
  'facts',
  'user',
  'debug',
  'now',
];

/** A reader on a page, as no site should describe them: to be passed as `summon` makes it. */
export const hostileInput: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 1, arbitrary: hostile },
  {
    weight: 9,
    arbitrary: fc.record(
      {
        ...Object.fromEntries(PLACES.map((place) => [place, anyDatum])),
        tokenStatus: fc.constantFrom<unknown>('valid', 'valid', 'valid', 'expired', 7),
        usage: fc.oneof(
          hostile,
          fc.record({ trials: anyDatum, timeTrials: anyDatum, reader: anyDatum, timeZone: anyDatum, item: anyDatum }),
        ),
      },
      { requiredKeys: [] },
    ),
  },
);
