/**
 * What a reader waits for, beside the limit: `npm run bench:page`.
 *
 * Every contestant is served by the same server on loopback and loaded by the same browser with a cold cache and the CPU
 * slowed down four times, by turns, so that noise of the machine falls on all of them. Medians over the rounds; times are
 * milliseconds from navigation, ratios are against the page that holds what is shown in its HTML and runs no script.
 */
import { generateKeyPairSync, sign } from 'node:crypto';
import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../test/support/launch-chromium.js';
import { serve, type TestServer } from '../test/support/serve.js';

const ROUNDS = Number(process.env['ROUNDS'] ?? 15);
const SLOW_DOWN = 4;

const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const config = {
  version: 1,
  jwt: {
    publicKey: keys.publicKey.export({ type: 'spki', format: 'pem' }),
    userMapping: { foreignUserIdProperty: 'sub' },
    productSyncing: { privateClaimName: 'prod' },
  },
  products: { gold: { claimValue: 'gold', features: ['articles'] } },
  components: {
    register: { type: 'registration-wall', action: '/register' },
    subscribe: {
      type: 'paywall',
      offers: [{ id: 'monthly', title: 'Monthly', price: { amount: 9.9, currency: 'EUR' } }],
    },
  },
  features: {
    articles: {
      rules: {
        anonymous: { content: 'hide', components: ['register'] },
        registered: { content: { keep: { words: 20 } }, components: ['subscribe'] },
        customer: 'show',
      },
    },
  },
};

const story = '<p>A story of some length, for readers who may read it.</p>'.repeat(20);
const aPage = (head: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8">${head}<style>#gate{display:block;min-height:900px}</style></head>` +
  `<body><h1>A story</h1><div id="gate">${body}</div><p>Below</p></body></html>`;
const gated = `<zephr-feature feature="articles">${story}</zephr-feature>`;
const script = '<script src="/zephr.js" data-config="/zephr.json"></script>';

interface Contestant {
  readonly says: string;
  readonly html: string;
  readonly claims?: object;
}

const CONTESTANTS: readonly Contestant[] = [
  { says: 'no script, the story in the HTML', html: aPage('', story) },
  { says: 'an empty script tag', html: aPage('<script src="/empty.js"></script>', story) },
  { says: 'anonymous: registration wall', html: aPage(script, gated) },
  { says: 'registered: teaser and paywall', html: aPage(script, gated), claims: { sub: '1' } },
  { says: 'customer: the story', html: aPage(script, gated), claims: { sub: '1', prod: 'gold' } },
];

function aToken(claims: object): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode({ alg: 'ES256' })}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(signed), { key: keys.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}

interface Measured {
  readonly decided: number;
  readonly painted: number;
  readonly shift: number;
}

/** Runs in the page before anything else: notes when the feature is decided and when what it shows is painted. */
function watch(): void {
  const seen = { decided: 0, painted: 0, shift: 0 };
  Object.assign(globalThis, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  const painted = (): void => {
    requestAnimationFrame(() => setTimeout(() => (seen.painted ||= performance.now())));
  };
  document.addEventListener('zephr-decision', () => (seen.decided ||= performance.now()));
  document.addEventListener('DOMContentLoaded', () => {
    const feature = document.querySelector('zephr-feature');
    if (!feature) return painted();
    const look = (): void => {
      if (feature.getAttribute('state') === 'pending') requestAnimationFrame(look);
      else painted();
    };
    look();
  });
}

async function load(browser: Browser, server: TestServer, contestant: Contestant): Promise<Measured> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    const { claims } = contestant;
    if (claims) await context.setCookie({ name: 'blaize_jwt', value: aToken(claims), domain: '127.0.0.1', path: '/' });
    await page.emulateCPUThrottling(SLOW_DOWN);
    // The compiler that runs this file names functions with a helper, which a page does not have.
    await page.evaluateOnNewDocument('globalThis.__name = (named) => named');
    await page.evaluateOnNewDocument(watch);
    server.route('/', contestant.html);
    await page.goto(server.origin, { waitUntil: 'load' });
    await page.waitForFunction('seen.painted > 0', { timeout: 10_000 });
    return (await page.evaluate('seen')) as Measured;
  } finally {
    await context.close();
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

const server = await serve({
  folder: 'dist',
  routes: {
    '/zephr.json': (_request, response) =>
      void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(config)),
    '/empty.js': (_request, response) => void response.writeHead(200, { 'content-type': 'text/javascript' }).end(''),
  },
});
const browser = await launchChromium();
try {
  const results = CONTESTANTS.map(() => [] as Measured[]);
  for (let round = -1; round < ROUNDS; round++) {
    for (const [index, contestant] of CONTESTANTS.entries()) {
      const measured = await load(browser, server, contestant);
      // The first round warms up the browser and the server.
      if (round >= 0) results[index]!.push(measured);
    }
  }
  const limit = median(results[0]!.map(({ painted }) => painted));
  console.log(`${ROUNDS} rounds, CPU slowed ${SLOW_DOWN} times, loopback, cold cache; medians\n`);
  console.log(
    '| page | decided, ms | painted, ms | beside no script | layout shift, most |\n| --- | --- | --- | --- | --- |',
  );
  for (const [index, { says }] of CONTESTANTS.entries()) {
    const rows = results[index]!;
    const decided = median(rows.map((row) => row.decided));
    const painted = median(rows.map((row) => row.painted));
    const shift = Math.max(...rows.map((row) => row.shift));
    const cells = [
      says,
      decided ? decided.toFixed(0) : '–',
      painted.toFixed(0),
      (painted / limit).toFixed(2),
      shift.toFixed(4),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
} finally {
  await browser.close();
  await server.close();
}
