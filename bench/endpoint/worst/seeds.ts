import { BODY_PLACES, HEADERS, type Fill, type Place, type Plan } from './request-plan.js';

/** Texts that parsers stumble over when they are repeated, by what they are. */
export const UNITS: Readonly<Record<string, readonly string[]>> = {
  digits: ['1', '0', '1.', '1e', '-', '+1'],
  brackets: ['[', '{', ']', '[]', '{}', '[[],', '{"a":'],
  commas: [',', ', ', '[],', '1,', '"",'],
  escapes: ['%', '%2', '%25', '%2e', '%2f', '%c3%a9', '%ff', '%41', '\\u0061', '\\'],
  dots: ['.', '/.', '/..', '/a/..', '//', '/.a', ';/', '/;a', '\\..', '%2e/', '/%2e%2e', '/a%2f..'],
  cookies: ['a=1;', ';', '=', 'a="', 'a=%25;', 'blaize_jwt=a.b.c;', ' ; ', 'b=a;', '__proto__=1;'],
  parameters: ['a=1&', '&', '=', 'a=%25&', 'a=+&', 'a&', 'b=%c3%a9&', '?', '#'],
  features: ['a', 'articles', '__proto__', 'constructor'],
  dates: ['2026-01-01', '2026-01-01T00:00:00.', '2026-', '0', 'T', ' ', '2026-02-30T12:00Z'],
  globs: ['a', 'aa1', 'ab', '*', '?', 'a/', 'aZ', 'İ', 'Σ', 'ς', '😀', '\ud800'],
  paths: ['$.', '$..a', '[*]', '[-1]', '$[?(@.a)]', "['a']"],
  agents: [
    ...['Mozilla/5.0 ', '(', ')', ';', 'Chrome/1.', 'Safari/', 'Version/1 ', 'Android ', 'Mobile ', 'Windows NT '],
    ...['compatible; ', 'bot ', 'Build/', 'SM-', ' ', '/', 'Opera ', 'x11 ', 'lg ', 'sony ', 'hbbtv/1.1.1 (;;;;;', 'a'],
  ],
  languages: ['de,', 'en;q=0.1,', '*,', ';q=', '-', 'a-'],
  tokens: ['eyJ', 'a.', '.', 'Bearer ', 'e30.', '_', '=', 'eyJhbGciOiJIUzI1NiJ9.e30.'],
  signatures: ['valid', 'forged', 'RS256'],
  texts: ['a', ' ', '\t', '\u00a0', '"', "'", '<', '&', 'é', '\u2028', '\u0000', 'aB'],
};

const POSTS: readonly (readonly [route: string, places: readonly Place[]])[] = [
  ['/zephr/decide', ['custom.text', 'custom.list', 'custom.members', 'custom.deep', 'path', 'path.query', 'features']],
  ['/zephr/decide', ['claims.text', 'claims.list', 'claims.members', 'cookie', 'user-agent', 'x-nf-geo']],
  ['/zephr/decide', ['x-akamai-edgescape', 'x-vercel-ip-city', 'cf-ipcity', 'accept-language']],
  [
    '/zephr/verify',
    ['token', 'tokens', 'body', 'cookie', 'authorization', 'claims.text', 'claims.members', 'content-type'],
  ],
  ['/zephr/usage', ['spend.id', 'spend.tracker', 'spend.item', 'spend.many', 'reader']],
  ['/zephr/gift', ['gift', 'path', 'session']],
  ['/zephr/bypass', ['path']],
  ['/zephr/promo', ['session']],
  ['/zephr/sessions', ['session']],
];
const GETS: readonly (readonly [route: string, places: readonly Place[]])[] = [
  ['/zephr/facts', ['x-nf-geo', 'x-akamai-edgescape', 'x-client-geo-location', 'address', 'accept-language']],
  ['/zephr/health', ['address', 'x-forwarded-for']],
  ['/zephr/nothing', ['address', 'origin']],
];
export const ROUTES: readonly string[] = [...new Set([...POSTS, ...GETS].map(([route]) => route))];

/** The share that most of a request's octets have, or of what the endpoint takes of an address or a token. */
export function shareOf(place: Place): number {
  if (place.startsWith('path') || place.startsWith('claims.')) return 0.49;
  return place === 'user-agent' ? 0.07 : 0.95;
}

export const EVERY_PLACE: readonly Place[] = [...BODY_PLACES, ...HEADERS, 'address'];

/** Makes the first plans: every route and place with every kind of text. */
export function listSeeds(): Plan[] {
  const plans: Plan[] = [];
  const add = (method: Plan['method'], route: string, place: Place): void => {
    for (const [kind, units] of Object.entries(UNITS))
      for (const unit of units) plans.push(toPlan(`${kind} in ${place}`, method, route, { place, unit }));
  };
  for (const [route, places] of POSTS) for (const place of places) add('POST', route, place);
  for (const [route, places] of GETS) for (const place of places) add('GET', route, place);
  return plans;
}

function toPlan(kind: string, method: Plan['method'], route: string, fill: Pick<Fill, 'place' | 'unit'>): Plan {
  const { place } = fill;
  return {
    ...{ kind, route, method, namesFeatures: route === '/zephr/decide' && place !== 'features' },
    isSigned: route === '/zephr/usage',
    fills: [{ ...fill, start: '', end: '', share: shareOf(place) }],
  };
}
