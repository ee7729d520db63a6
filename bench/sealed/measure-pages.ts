import { getRequestListener } from '@hono/node-server';
import type { Browser } from 'puppeteer-core';
import { encodeBase64url } from '../../src/lib/base64url.js';
import { createEndpoint } from '../../src/endpoint/create-endpoint.js';
import type { Endpoint } from '../../src/endpoint/endpoint-function.js';
import { deriveFeatureKey } from '../../src/seal/derive-keys.js';
import { createSealer } from '../../src/sealer/create-sealer.js';
import { MASTER_KEY, SEAL_KEY } from '../../test/support/a-seal.js';
import { readBuilt } from '../../test/support/built-files.js';
import { launchChromium } from '../../test/support/launch-chromium.js';
import { signToken } from '../../test/support/sign-token.js';
import { SLOW_DOWN, type Network, type Wish } from '../page/conditions.js';
import { loadPage, type Load } from '../page/load-page.js';
import { CONFIG, TOKEN } from '../page/make-config.js';
import { makePage, STYLES } from '../page/make-page.js';
import { serveCompressed, type CompressingServer } from '../page/serve-compressed.js';
import { bodyOf } from './bodies.js';
import { rowOf, type Row } from '../row.js';

const RTT_MS = 40;
/** Milliseconds that opening may take besides the round trip. */
const OPENING_MS = 15;
const LINE: Network = { says: `5 Mbit/s, ${RTT_MS} ms`, download: 625_000, upload: 125_000, latency: RTT_MS };

const SEALED = {
  ...CONFIG,
  sealing: { endpoint: '/zephr/keys' },
  features: { articles: { ...CONFIG.features.articles, protection: 'sealed' as const } },
};

/** What these pages load. */
const SCRIPTS = ['zephr.js', ...['verify', 'live', 'sealed', 'keys', 'walls'].map((name) => `chunks/${name}.js`)];

/** One way to have a story on a page. */
interface Way {
  readonly wish: Wish;
  readonly html: string;
  readonly shows: string;
  readonly token: string;
  readonly slowDown: number;
}

const KINDS = [
  'clear',
  'sealed',
  'claim',
  'withheld',
  'clear wall',
  'sealed wall',
  'clear slow',
  'sealed slow',
] as const;
type Kind = (typeof KINDS)[number];
type Loads = Readonly<Record<Kind, readonly Load[]>>;

/** Makes the pages with a story: in clear, sealed, and fetched after the decision. */
async function makeWays(server: CompressingServer): Promise<Readonly<Record<Kind, Way>>> {
  const head = (config: string): string => `<script src="/zephr.js" data-config="/${config}.json"></script>`;
  const end = '<p id="end">The end.</p>';
  const teaser = '<p>The beginning.</p>';
  const [story, long] = [bodyOf(30) + end, bodyOf(100) + end];
  const place = (inside: string, attributes = ''): string =>
    `<zephr-feature feature="articles"${attributes}>${teaser}${inside}</zephr-feature>`;
  const sealer = createSealer({ config: SEALED as never, keys: [SEAL_KEY] });
  const sealed = async (body: string): Promise<string> => {
    const seal = await sealer.fragment(body, { feature: 'articles', path: '/' });
    return place(`<script type="application/jose">${seal}</script>`, ` sealed data-characters="${body.length}"`);
  };
  const featureKey = encodeBase64url(await deriveFeatureKey(MASTER_KEY, SEAL_KEY.kid, 'articles'));
  const claims = { sub: '1234567890', prod: 'gold', zephr_keys: { articles: { [SEAL_KEY.kid]: featureKey } } };
  await routeFiles(server, story);
  const base = { wish: 'story', shows: '#end', token: TOKEN, slowDown: 1 } as const;
  const wall = { ...base, wish: 'wall', shows: 'zephr-registration-wall>>>h2' } as const;
  const [clearPage, sealedPage] = [
    makePage(head('clear'), place(story)),
    makePage(head('sealed'), await sealed(story)),
  ];
  return {
    clear: { ...base, html: clearPage },
    sealed: { ...base, html: sealedPage },
    claim: { ...base, html: sealedPage, token: signToken({ claims }) },
    withheld: {
      ...base,
      html: makePage(head('clear'), place('', ` src="/story/body.html" data-characters="${story.length}"`)),
    },
    'clear wall': { ...wall, html: clearPage },
    'sealed wall': { ...wall, html: sealedPage },
    'clear slow': { ...base, html: makePage(head('clear'), place(long)), slowDown: SLOW_DOWN },
    'sealed slow': { ...base, html: makePage(head('sealed'), await sealed(long)), slowDown: SLOW_DOWN },
  };
}

/** Adds the SDK, the configs, the endpoint, and the server that sends the story after a decision of its own. */
async function routeFiles(server: CompressingServer, story: string): Promise<void> {
  const script = async (file: string): Promise<void> =>
    server.route(`/${file}`, { type: 'text/javascript', body: String(await readBuilt(file)) });
  await Promise.all(SCRIPTS.map(script));
  server.route('/styles.css', { type: 'text/css', body: STYLES });
  server.route('/clear.json', { type: 'application/json', body: JSON.stringify(CONFIG) });
  server.route('/sealed.json', { type: 'application/json', body: JSON.stringify(SEALED) });
  const answer = createEndpoint({
    ...{ config: SEALED, sealKeys: [SEAL_KEY], rateLimit: false, log: () => undefined },
  });
  server.route('/zephr/keys', getRequestListener(answer));
  server.route(
    '/story/body.html',
    getRequestListener((request) => sendStory(request, answer, story)),
  );
}

async function sendStory(request: Request, answer: Endpoint, story: string): Promise<Response> {
  const token = /blaize_jwt=([\w.-]+)/.exec(request.headers.get('cookie') ?? '')?.[1];
  const body = JSON.stringify({ token, features: ['articles'], path: '/' });
  const headers = { 'content-type': 'application/json' };
  const decided = await answer(new Request(new URL('/zephr/decide', request.url), { method: 'POST', headers, body }));
  const { decisions } = (await decided.json()) as { decisions: { articles: { access: boolean } } };
  if (!decisions.articles.access) return Response.json({ decision: decisions.articles }, { status: 403 });
  return new Response(story, { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } });
}

async function loadAll(browser: Browser, server: CompressingServer, rounds: number): Promise<Loads> {
  const ways = await makeWays(server);
  const loads = Object.fromEntries(KINDS.map((kind) => [kind, [] as Load[]])) as unknown as Record<Kind, Load[]>;
  // The first round warms up the browser and the server.
  for (let round = -1; round < rounds; round++) {
    for (const kind of round % 2 ? [...KINDS].reverse() : KINDS) {
      const { token, slowDown, ...way } = ways[kind];
      const load = await loadPage(browser, server, { says: kind, ...way }, LINE, { token, slowDown });
      if (round >= 0) loads[kind].push(load);
    }
  }
  return loads;
}

/** Measures what a reader waits for a story of 30 kB: in a browser with a cold cache, the network shaped by DevTools. */
export async function measurePages(
  rounds: number,
): Promise<{ readonly browser: string; readonly goals: readonly Row[] }> {
  await using server = await serveCompressed();
  const browser = await launchChromium();
  try {
    const loads = await loadAll(browser, server, rounds);
    const painted = (kind: Kind, round: number): number => loads[kind][round]!.painted;
    const ratios = (one: Kind, other: (round: number) => number): number[] =>
      loads[one].map((_, round) => painted(one, round) / other(round));
    const slow = loads['sealed slow'];
    const worst = (key: 'blocked' | 'shift'): number[] => slow.map((load) => load[key]);
    const greatestShift = (kinds: readonly Kind[]): number =>
      Math.max(...kinds.flatMap((kind) => loads[kind]).map(({ shift }) => shift));
    const sealed = KINDS.filter((kind) => /sealed|claim/.test(kind));
    const goals = [
      rowOf(
        `until a sealed story of 30 kB is painted, key from the endpoint, of the same story fetched after the decision (${LINE.says})`,
        ratios('sealed', (round) => painted('withheld', round)),
        ['≤', 1.05],
      ),
      rowOf(
        `the same, of the story in clear and ${RTT_MS} + ${OPENING_MS} ms`,
        ratios('sealed', (round) => painted('clear', round) + RTT_MS + OPENING_MS),
        ['≤', 1],
      ),
      rowOf(
        'the same, key from the token, of the story in clear',
        ratios('claim', (round) => painted('clear', round)),
        ['≤', 1.08],
      ),
      rowOf(
        'until the wall of an anonymous reader is painted, sealed story, of the story in clear',
        ratios('sealed wall', (round) => painted('clear wall', round)),
        ['≤', 1],
      ),
      rowOf(
        `milliseconds over 50 in tasks of a page with a sealed story of 100 kB, CPU slowed down ${SLOW_DOWN} times`,
        worst('blocked'),
        ['≤', 0],
      ),
      rowOf(
        `the same with the story in clear`,
        loads['clear slow'].map(({ blocked }) => blocked),
        ['≤', 0],
      ),
      rowOf('layout shift of the sealed pages, the greatest', [greatestShift(sealed)], ['≤', 0]),
      rowOf('the same of the pages that fetch the story', [greatestShift(['withheld'])], ['≤', 0]),
    ];
    return { browser: await browser.version(), goals };
  } finally {
    await browser.close();
  }
}
