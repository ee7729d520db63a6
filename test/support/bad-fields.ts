/** Members of bodies that the endpoint's routes refuse. */

/** A text in all requests, which no log entry may contain. */
export const PROBE = 'PROBE-5d1c';

/** A request that is refused. */
export interface Bad {
  readonly says: string;
  readonly path?: string;
  readonly method?: string;
  readonly type?: string | null;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** The status and code of a refusal, or the reason why a token does not count. */
  readonly gives: string;
}

/** A member that a route refuses. */
export const field = (path: string, body: object, says: string): Bad => ({
  says,
  path,
  // A decision takes no other members.
  body: path === '/zephr/decide' ? body : { [PROBE]: PROBE, ...body },
  gives: '400 field-invalid',
});
const bypass = { btr: PROBE, path: '/story', referrer: 'https://forum.example/' };
const promo = { code: PROBE, session: 'session' };
/** Of every JSON type but one. */
const others = (type: string): readonly unknown[] =>
  [null, true, 7, PROBE, [PROBE], { [PROBE]: 1 }].filter(
    (value) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value) !== type,
  );

const gift = { gift: PROBE, path: '/a', session: 's' };
/** Members of the wrong type. */
export const FIELD_ROWS: readonly Bad[] = [
  ...others('string')
    .filter((value) => value !== null)
    .map((token) => field('/zephr/verify', { token }, `the token ${JSON.stringify(token)}`)),
  ...others('string')
    .filter((value) => value !== null)
    .map((token) => field('/zephr/decide', { token }, `for a decision, the token ${JSON.stringify(token)}`)),
  ...others('array').map((features) =>
    field('/zephr/decide', { features }, `the features ${JSON.stringify(features)}`),
  ),
  field('/zephr/decide', { features: [PROBE, 7] }, 'a feature that is a number'),
  ...others('string').map((path) => field('/zephr/decide', { path }, `the path ${JSON.stringify(path)}`)),
  ...others('string').map((item) => field('/zephr/decide', { item }, `the item ${JSON.stringify(item)}`)),
  ...['customData', 'meta', 'facts'].flatMap((name) =>
    others('object').map((value) => field('/zephr/decide', { [name]: value }, `the ${name} ${JSON.stringify(value)}`)),
  ),
  ...['url', 'referrer', 'userAgent'].flatMap((name) =>
    others('string').map((value) => field('/zephr/decide', { [name]: value }, `the ${name} ${JSON.stringify(value)}`)),
  ),
  ...[true, 7, PROBE, [PROBE], { [PROBE]: 1 }, { gift: PROBE }, { session: PROBE }, { gift: PROBE, session: '' }].map(
    (given) => field('/zephr/decide', { gift: given }, `for a decision, the gift ${JSON.stringify(given)}`),
  ),
  ...[7, PROBE, [PROBE], {}].map((value) =>
    field('/zephr/decide', { features: [], spend: value }, `for a decision, the spend ${JSON.stringify(value)}`),
  ),
  field('/zephr/decide', { spend: true }, 'a decision that counts all features'),
  field('/zephr/decide', { reader: PROBE }, 'for a decision, a reader with too short an id'),
  field('/zephr/decide', { item: `${PROBE}\0` }, 'for a decision, an item with U+0000'),
  field('/zephr/decide', { url: 'https://news.example/a', path: '/b' }, 'an address and another path'),
  field('/zephr/decide', { [`${PROBE} "`]: PROBE }, 'for a decision, an unknown member whose name is no word'),
  ...(['gift', 'path', 'session'] as const).flatMap((name) => [
    ...others('string').map((value) =>
      field('/zephr/gift', { ...gift, [name]: value }, `the ${name} ${JSON.stringify(value)}`),
    ),
    field('/zephr/gift', { ...gift, [name]: undefined }, `no ${name}`),
  ]),
  ...(['btr', 'path', 'referrer'] as const).flatMap((name) => [
    ...others('string').map((value) =>
      field('/zephr/bypass', { ...bypass, [name]: value }, `of a link, the ${name} ${JSON.stringify(value)}`),
    ),
    field('/zephr/bypass', { ...bypass, [name]: undefined }, `a link without a ${name}`),
  ]),
  ...(['code', 'session'] as const).flatMap((name) => [
    ...others('string').map((value) =>
      field('/zephr/promo', { ...promo, [name]: value }, `of a promotion, the ${name} ${JSON.stringify(value)}`),
    ),
    field('/zephr/promo', { ...promo, [name]: undefined }, `a promotion without a ${name}`),
  ]),
  ...[...others('string'), '', 'x'.repeat(15), 'x'.repeat(65), 'x'.repeat(9000), `${'x'.repeat(20)}\0`].flatMap(
    (session) => {
      const text = JSON.stringify(session).slice(0, 30);
      const bad = field('/zephr/sessions', { session }, `the session ${text}`);
      // A decision may be without one.
      return session === null
        ? [bad]
        : [bad, field('/zephr/decide', { session }, `for a decision, the session ${text}`)];
    },
  ),
  field('/zephr/sessions', {}, 'no session'),
  field('/zephr/sessions', { session: 'x'.repeat(16), ends: 1 }, 'an end that is a number'),
  field('/zephr/gift', { ...gift, session: '' }, 'a session of nothing'),
  field('/zephr/gift', { ...gift, session: 'x'.repeat(129) }, 'a session of 129 characters'),
];
