/** Writes the reference of the endpoint's routes: every answer in it is one that the endpoint has given. */
import { SEAL_KEY } from '../../test/support/a-seal.js';
import { createEndpoint } from '../../src/endpoint/create-endpoint.js';
import { INTERNAL_ERROR } from '../../src/endpoint/refusal.js';
import type { Endpoint } from '../../src/endpoint/endpoint-function.js';
import * as limits from '../../src/endpoint/limits.js';
import { ROUTES, type RouteInfo, type RoutePath } from '../../src/endpoint/routes/route-table.js';
import { VERSION } from '../../src/lib/version.js';
import { post, SECRET, send, type Answered } from '../../test/support/an-endpoint.js';
import { code, heading, inline, json, link, prose, table } from './markdown.js';
import { EXAMPLE_TIME } from './node-examples.js';
import {
  describeRoutes,
  PROMOTIONS,
  REFERRERS,
  WEBHOOKS,
  ROUTE_CONFIG,
  type MemberRow,
  type RequestExample,
  type RouteDescription,
} from './route-examples.js';
import type { Sources } from './read-types.js';

/** Limits that a client can meet. */
const LIMITS = [
  ...[
    'MAX_BODY_BYTES',
    'MAX_PREVIEW_BODY_BYTES',
    'MAX_PREVIEW_AGE_MS',
    'DEFAULT_RATE_LIMIT',
    'MAX_UNKNOWN_FEATURES',
    'MAX_ADDRESS_CHARACTERS',
    'MAX_SEALS_PER_REQUEST',
    'MAX_SPENDS_PER_REQUEST',
    'MAX_EVENTS_PER_REQUEST',
    'MAX_EXITS_PER_EVENT',
  ],
  ...['VIEW_CHARACTERS', 'MAX_VIEW_AGE_MS', 'MAX_SESSION_CHARACTERS', 'ASSERTION_LIFETIME_S', 'GIFT_LIFETIME_S'],
  ...['BYPASS_LIFETIME_S', 'MIN_BYPASS_SECRET_CHARACTERS', 'PROMO_CODE_CHARACTERS', 'MAX_PROMO_READERS'],
  ...['MAX_PROMO_GUESSES', 'PROMO_GUESS_WINDOW_MS', 'SESSION_LIFETIME_MS'],
  ...['MAX_NOTIFICATIONS_PER_REQUEST', 'MAX_NOTIFIED_CHARACTERS'],
  ...['PREFLIGHT_MAX_AGE_S', 'STORE_RETRY_AFTER_S', 'STORE_TIMEOUT_MS'],
] as const satisfies readonly (keyof typeof limits)[];

/** The body of a refused request. */
interface RefusedBody {
  readonly error: { readonly code: string; readonly message: string };
}

/** The path of the limits, which are read with the doors. */
export const LIMITS_SOURCE = 'src/endpoint/limits.ts';

/** Writes the part of the page. */
export async function writeHttpPage(sources: Sources): Promise<string> {
  const routes = Object.entries(await describeRoutes()) as [RoutePath, RouteDescription][];
  const endpoint = createExample();
  const written: string[] = [];
  for (const [path, route] of routes) written.push(await writeRoute(endpoint, path, route));
  return [
    heading(2, 'Routes'),
    table(
      [
        ['route', ([path]) => link(code(titleOf(path)), titleOf(path))],
        ['purpose', ([, { purpose }]) => purpose.replace(/; see \[.*/, '.')],
        ['rate limit', ([path]) => describeLimit(ROUTES[path])],
      ],
      routes,
    ),
    'Paths begin with `/zephr` where the option `base` sets no other.\n',
    ...written,
    heading(2, 'Errors'),
    'A refused request has one of these codes, and a body `{ "error": { "code", "message" } }`.\n',
    await writeErrors(),
    heading(2, 'Headers'),
    'Every answer has these headers. Pages of other origins can read it where the option `allowedOrigins` names them.\n',
    await writeHeaders(endpoint),
    heading(2, 'Limits'),
    table(
      [
        ['limit', (name) => code(name)],
        [
          'value',
          (name) => code(typeof limits[name] === 'number' ? limits[name].toLocaleString('en') : inline(limits[name])),
        ],
        ['meaning', (name) => sources.readConstant(LIMITS_SOURCE, name)],
      ],
      LIMITS,
    ),
  ].join('\n');
}

function createExample(options: Partial<Parameters<typeof createEndpoint>[0]> = {}): Endpoint {
  return createEndpoint({
    config: ROUTE_CONFIG,
    referrers: REFERRERS,
    promotions: PROMOTIONS,
    webhooks: WEBHOOKS,
    secret: SECRET,
    sealKeys: [SEAL_KEY],
    now: () => EXAMPLE_TIME,
    log: () => {},
    ...options,
  });
}

const titleOf = (path: RoutePath): string => `${ROUTES[path].method} ${path}`;

function describeLimit({ isLimited, readsToken }: RouteInfo): string {
  if (!isLimited) return 'none';
  return readsToken ? 'by client, and by reader with a valid token' : 'by client';
}

async function writeRoute(endpoint: Endpoint, path: RoutePath, route: RouteDescription): Promise<string> {
  const examples: string[] = [];
  for (const example of route.examples) examples.push(await writeExample(endpoint, path, example));
  return [
    heading(3, code(titleOf(path))),
    `${prose(route.purpose)}\n`,
    ...(route.body.length > 0 ? [writeMembers('member of the body', route.body)] : []),
    writeMembers('member of the answer', route.answer),
    ...examples,
  ].join('\n');
}

function writeMembers(head: string, rows: readonly MemberRow[]): string {
  return table(
    [
      [head, ([name]) => code(name)],
      ['type', ([, type]) => type],
      ['meaning', ([, , meaning]) => meaning],
    ],
    rows,
  );
}

async function writeExample(
  endpoint: Endpoint,
  path: RoutePath,
  { says, body, headers = {}, path: asked = path }: RequestExample,
): Promise<string> {
  const answered = await (body ? post(endpoint, asked, body, headers) : send(endpoint, asked, { headers }));
  const answer: unknown = answered.body;
  const sent = body ?? headers;
  const request =
    Object.keys(sent).length > 0 || body ? [`${body ? 'Body' : 'Headers'} of the request:\n`, json(shorten(sent))] : [];
  const result =
    answered.status === 204
      ? [`Answer: status 204, without a body.\n`]
      : [`Answer, status ${answered.status}:\n`, json(shorten(answer))];
  return [`**Example**: ${says}.\n`, ...request, ...result].join('\n');
}

/** Cuts tokens, and leaves out the version of the day. */
function shorten(value: unknown): unknown {
  const text = JSON.stringify(value).replace(/"(eyJ[\w-]{5})[^"]*"/g, '"$1…"');
  return JSON.parse(text.replaceAll(`"version":"${VERSION}"`, '"version":"x.y.z"')) as unknown;
}

/** Provokes every refusal. */
async function writeErrors(): Promise<string> {
  const endpoint = createExample();
  const busy = createExample({ rateLimit: { limit: 2, windowMs: 60_000 } });
  for (let request = 0; request < 2; request++) await send(busy, '/zephr/facts');
  const gift = (await describeRoutes())['/zephr/gift'].examples[0]!.body;
  const broken = createExample({ store: { claimGift: () => Promise.reject(new Error('out of reach')) } });
  const deep = `${'['.repeat(300)}${']'.repeat(300)}`;
  const answers: Answered[] = [
    await post(endpoint, '/zephr/verify', '{'),
    await post(endpoint, '/zephr/verify', new Uint8Array([0x22, 0xff, 0x22])),
    await post(endpoint, '/zephr/verify', deep),
    await post(endpoint, '/zephr/verify', { token: 1 }),
    await post(endpoint, '/zephr/usage', { spend: [] }),
    await send(endpoint, '/zephr/other'),
    await send(endpoint, '/zephr/preview/AAAAAAAAAAAAAAAAAAAAAA'),
    await post(endpoint, '/zephr/preview', { preview: 'a.b.c' }),
    await send(endpoint, '/zephr/verify'),
    await post(endpoint, '/zephr/verify', { token: 'x'.repeat(limits.MAX_BODY_BYTES) }),
    await post(endpoint, '/zephr/verify', '{}', { 'content-type': 'text/plain' }),
    await send(busy, '/zephr/facts'),
    await post(broken, '/zephr/gift', gift),
  ];
  const { status, code: id, message } = INTERNAL_ERROR;
  const rows = [...answers, { status, headers: new Headers(), body: { error: { code: id, message } } }];
  return table(
    [
      ['code', ({ body }) => code((body as RefusedBody).error.code)],
      ['status', ({ status: one }) => `${one}`],
      ['message, of an example', ({ body }) => (body as RefusedBody).error.message],
      [
        'further header',
        ({ headers }) =>
          ['Allow', 'Retry-After', 'WWW-Authenticate']
            .filter((name) => headers.has(name))
            .map(code)
            .join(', '),
      ],
    ],
    rows,
  );
}

async function writeHeaders(endpoint: Endpoint): Promise<string> {
  const { headers } = await send(endpoint, '/zephr/health');
  return table(
    [
      [
        'header',
        ([name]) => code(name.replace(/(^|-)(.)/g, (_, dash: string, letter: string) => dash + letter.toUpperCase())),
      ],
      ['value', ([, value]) => code(value)],
    ],
    [...headers],
  );
}
