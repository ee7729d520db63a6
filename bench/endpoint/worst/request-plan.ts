import { encode, signToken } from '../../../test/support/sign-token.js';
import { SECRET } from '../make-tokens.js';
import { NAMES } from './every-node-config.js';

/** Octets of a request: its body, its headers and its address. */
export const MAX_REQUEST_BYTES = 16_384;

/** The parts of a body that are filled with text. */
export const BODY_PLACES = [
  ...['body', 'custom.text', 'custom.list', 'custom.members', 'custom.deep', 'path', 'path.query', 'features', 'token'],
  ...['claims.text', 'claims.list', 'claims.members', 'gift', 'session', 'reader'],
  ...['spend.id', 'spend.tracker', 'spend.item', 'spend.many', 'tokens'],
] as const;

/** The headers that the endpoint or its runtime reads. */
export const HEADERS = [
  ...['cookie', 'user-agent', 'accept-language', 'authorization', 'x-zephr-jwt', 'x-blaize-jwt', 'origin', 'referer'],
  ...['content-type', 'x-forwarded-for', 'forwarded', 'cf-ipcountry', 'cf-ipcity', 'cloudfront-viewer-city'],
  ...['x-akamai-edgescape', 'x-nf-geo', 'x-vercel-ip-city', 'x-client-geo-location', 'sec-gpc', 'x-anything'],
] as const;

/** A place that is filled: of the body, a header, or the query of the request's own address. */
export type Place = (typeof BODY_PLACES)[number] | (typeof HEADERS)[number] | 'address';

/** One kind of text, repeated. */
export interface Fill {
  readonly place: Place;
  readonly start: string;
  readonly unit: string;
  readonly end: string;
  /** Part of the octets of the request. */
  readonly share: number;
}

/** What a request is made of. */
export interface Plan {
  /** The seed that it descends from. */
  readonly kind: string;
  readonly route: string;
  readonly method: 'GET' | 'POST';
  /** Names every feature of the config, in place of none. */
  readonly namesFeatures: boolean;
  /** Has a valid token. */
  readonly isSigned: boolean;
  readonly fills: readonly Fill[];
}

/** A request, ready to be sent as often as it has to be. */
export interface Rendered {
  readonly url: string;
  readonly init: RequestInit;
  readonly bytes: number;
}

/** Tokens of a request at a time: as many as the endpoint looks at. */
const MAX_TOKENS = 8;
/** The moment of the endpoint. */
export const MOMENT = Date.UTC(2026, 2, 20, 12);

/** The reader of the requests with such a number. */
export function readerOf(salt: number): string {
  return `reader-${salt}`;
}

/**
 * Renders a plan into a request of at most `MAX_REQUEST_BYTES`.
 *
 * @param salt - Changes tokens and ids, so that nothing is known from the request before.
 */
export function render(plan: Plan, features: readonly string[], salt = 0): Rendered {
  const room = plan.fills.reduce((sum, { share }) => sum + share, 0);
  let scale = Math.min(1, 1 / Math.max(room, 0.01));
  let rendered = renderScaled(plan, features, scale, salt);
  while (rendered.bytes > MAX_REQUEST_BYTES && scale > 0.01) {
    scale *= Math.min(0.98, MAX_REQUEST_BYTES / rendered.bytes);
    rendered = renderScaled(plan, features, scale, salt);
  }
  return rendered;
}

function renderScaled(plan: Plan, features: readonly string[], scale: number, salt: number): Rendered {
  const headers: Record<string, string> = plan.method === 'POST' ? { 'content-type': 'application/json' } : {};
  const body: Record<string, unknown> = {};
  const claims: Record<string, unknown> = { sub: readerOf(salt), exp: 4_000_000_000 };
  let raw: string | undefined;
  let address = '';
  let isSigned = plan.isSigned;
  if (plan.namesFeatures) body['features'] = features;
  for (const fill of plan.fills) {
    const { place } = fill;
    const bytes = Math.floor(MAX_REQUEST_BYTES * fill.share * scale);
    if (place === 'body') raw = textOf(fill, bytes);
    else if (place === 'address') address += encodeURI(Buffer.from(textOf(fill, bytes)).toString()).slice(0, bytes);
    else if (place === 'tokens') headers['cookie'] = tokensOf(fill, bytes, salt);
    else if ((HEADERS as readonly string[]).includes(place)) headers[place] = toHeader(textOf(fill, bytes));
    else if (place.startsWith('claims.')) {
      isSigned = true;
      Object.assign(claims, membersOf(fill, bytes * 0.7));
    } else if (place.startsWith('custom.'))
      body['customData'] = { ...(body['customData'] ?? {}), ...membersOf(fill, bytes) };
    else fillBody(body, fill, bytes, salt);
  }
  if (isSigned) body['token'] = signToken({ alg: 'HS256', secret: SECRET, header: { typ: 'JWT' }, claims });
  const text = plan.method === 'GET' ? undefined : (raw ?? JSON.stringify(body));
  const url = `https://news.example${plan.route}${address && `?${address}`}`;
  let total = url.length + Buffer.byteLength(text ?? '');
  for (const [name, value] of Object.entries(headers)) total += name.length + value.length + 4;
  return { url, init: { method: plan.method, headers, ...(text !== undefined && { body: text }) }, bytes: total };
}

/** Puts text into a member of the body. */
function fillBody(body: Record<string, unknown>, fill: Fill, bytes: number, salt: number): void {
  const { place, unit } = fill;
  const path = typeof body['path'] === 'string' ? body['path'] : '';
  if (place === 'path') body['path'] = `/${textOf(fill, bytes)}${path}`;
  else if (place === 'path.query') body['path'] = `${path || '/story'}?${textOf(fill, bytes)}`;
  else if (place === 'features') body['features'] = listOf(fill, bytes);
  else if (place.startsWith('spend.'))
    body['spend'] = [...((body['spend'] as unknown[]) ?? []), ...spendsOf(fill, bytes, salt)];
  else body[place] = unit ? textOf(fill, bytes) : '';
}

function spendsOf(fill: Fill, bytes: number, salt: number): object[] {
  const text = (limit: number): string => textOf(fill, Math.min(bytes, limit));
  const view = (index: number, changes: object): object => ({ id: `${salt}-${index}`, tracker: 'stories', item: '/a', at: MOMENT - 1000 * index, ...changes }); // prettier-ignore
  if (fill.place === 'spend.many')
    return Array.from({ length: Math.min(100, Math.floor(bytes / 70)) }, (_, index) =>
      view(index, { item: `${fill.unit}${index}` }),
    );
  const member = fill.place.slice('spend.'.length);
  const limit = { id: 120, tracker: 500 }[member] ?? 2000;
  const count = Math.min(100, Math.max(1, Math.floor(bytes / (limit + 70))));
  return Array.from({ length: count }, (_, index) => view(index, { [member]: `${index}${text(limit)}` }));
}

/** Cookies with valid tokens, with forged ones, or with such of a key id that several keys have. */
function tokensOf({ unit }: Fill, bytes: number, salt: number): string {
  const room = Math.max(0, Math.floor(((bytes / MAX_TOKENS - 120) * 3) / 4 - 60));
  const tokens = Array.from({ length: MAX_TOKENS }, (_, index) => {
    const claims = { sub: readerOf(salt), n: index, text: 'a'.repeat(room) };
    if (unit !== 'RS256') return signToken({ alg: 'HS256', secret: unit === 'valid' ? SECRET : 'another', claims });
    const parts = [{ alg: unit, kid: 'shared' }, claims].map((part) => encode(JSON.stringify(part)));
    return [...parts, encode(new Uint8Array(256).fill(index + 1))].join('.');
  });
  return tokens.map((token) => `blaize_jwt=${token}`).join('; ');
}

/** Members by the names that rules ask for: a text, a list, many members, or lists in lists. */
function membersOf(fill: Fill, bytes: number): Record<string, unknown> {
  const shape = fill.place.split('.')[1];
  if (shape === 'list') return { a: listOf(fill, bytes) };
  if (shape === 'members') {
    const count = Math.floor(bytes / (sizeOf(fill.unit) + 12));
    return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${fill.unit}${index}`, index]));
  }
  if (shape === 'deep') {
    let nested: unknown = fill.unit;
    for (let level = 0; level < Math.min(190, bytes / 2); level++) nested = level % 2 ? [nested] : { b: nested };
    return { a: nested };
  }
  return Object.fromEntries(NAMES.map((name) => [name, textOf(fill, bytes / NAMES.length)]));
}

function listOf({ unit, start, end }: Fill, bytes: number): string[] {
  const count = Math.floor(bytes / (sizeOf(unit) + 3));
  return Array.from({ length: count }, (_, index) => (index % 7 === 0 ? `${start}${unit}${end}` : unit));
}

function textOf({ start, unit, end }: Fill, bytes: number): string {
  const count = Math.floor((bytes - sizeOf(start + end)) / Math.max(1, sizeOf(unit)));
  return start + unit.repeat(Math.max(0, count)) + end;
}

/** Octets of a text in JSON. */
function sizeOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}

/** The octets of a text as the Fetch standard has a header's value. */
function toHeader(text: string): string {
  return Buffer.from(text)
    .toString('latin1')
    .replace(/[\0-\x1f\x7f]/g, ' ') // eslint-disable-line no-control-regex
    .trim();
}
