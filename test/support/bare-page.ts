/** Bare pages with the built files, as a publisher would make them: nothing on them but what a test puts there. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { Browser, BrowserContext, CookieData, Page } from 'puppeteer-core';
import type { Decision } from '../../src/model/decision.js';
import type { Fault } from '../../src/model/fault.js';
import type { Identity } from '../../src/model/identity.js';
import { withoutHash } from '../../scripts/chunk-hash.mjs';
import { builtFiles } from './built-files.js';
import { BREACH, describePlace, findRed, watchPage, type SeenEvent } from './in-page.js';
import { launchChromium, type ChromiumOptions } from './launch-chromium.js';
import { serve, type Route, type TestServer } from './serve.js';
import { aKeyPair, signToken } from './sign-token.js';

/** Longer than any place is pending. */
const SETTLED_TIMEOUT_MS = 8000;

/** Options of a suite whose pages may be open at the same time: most of what a page does is wait. */
export const TOGETHER = { concurrency: 2 };

/** Whole minutes from now, as a token's dates are written. */
export const inMinutes = (minutes: number): number => Math.floor(Date.now() / 1000) + minutes * 60;

/** A reader of the tutorial: its `sub`, and what else a token says. */
export const aToken = (claims: Readonly<Record<string, unknown>> = {}): string =>
  signToken({ claims: { sub: '1234567890', ...claims } });

/** The token of a reader with the product `gold`. */
export const GOLD = aToken({ prod: 'gold' });

/** The config of the tutorial, as the documentation and the contract print it. */
export function exampleConfig(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    version: 1,
    jwt: {
      publicKey: aKeyPair('P-256').spki,
      userMapping: { foreignUserIdProperty: 'sub' },
      productSyncing: { privateClaimName: 'prod' },
    },
    products: { gold: { title: 'Gold', claimValue: 'gold', features: ['articles', 'videos'] } },
    components: {
      register: { type: 'registration-wall', heading: 'Read on with a free account', action: '/register' },
      subscribe: {
        type: 'paywall',
        heading: 'Subscribe',
        offers: [
          {
            ...{ id: 'monthly', title: 'Monthly', per: 'month', href: '/checkout?plan=monthly' },
            price: { amount: 9.9, currency: 'EUR' },
          },
        ],
      },
      hello: { type: 'custom-block', html: '<p>Hello {{claims.name}}</p>' },
    },
    features: {
      articles: {
        title: 'Articles',
        rules: {
          anonymous: { content: 'hide', components: ['register'] },
          registered: {
            ...{ type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama' },
            ...{ yes: 'show', no: { content: { keep: { words: 60 } }, components: ['subscribe'] } },
          },
          customer: 'show',
        },
      },
      videos: {
        title: 'Videos',
        rules: {
          anonymous: { content: 'hide', components: ['register'] },
          registered: { content: 'hide', components: ['hello'] },
          customer: 'show',
        },
      },
    },
    ...changes,
  };
}

/** The example with another way to verify tokens. */
export const configWithJwt = (jwt: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  exampleConfig({
    jwt: { userMapping: { foreignUserIdProperty: 'sub' }, productSyncing: { privateClaimName: 'prod' }, ...jwt },
  });

/** The example with other features, for tests that care about one rule. */
export const configWithFeatures = (
  features: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> => exampleConfig({ features, products: {}, ...changes });

/** A feature that shows the same to everybody. */
export const alwaysDoes = (step: unknown): Record<string, unknown> => ({ rules: { anonymous: step } });

/** An article of 100 numbered words, `w1` to `w100`. */
export const STORY = `<p>${Array.from({ length: 100 }, (_, index) => `w${index + 1}`).join(' ')}</p>`;

/** A place on a page. */
export const place = (feature: string, content = STORY, attributes = ''): string =>
  `<zephr-feature feature="${feature}" ${attributes}>${content}</zephr-feature>`;

/** Script tag and, where it is given, the config in the page. */
export const SCRIPT = '<script src="/zephr.js" data-config="/zephr.json"></script>';
export const inlineConfig = (config: unknown): string =>
  `<script type="application/json" data-zephr-config>${JSON.stringify(config).replaceAll('<', '\\u003c')}</script>`;

/** A whole document. */
export const aPage = (body: string, head = SCRIPT): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>News</title><link rel="icon" href="data:,">${head}</head><body><main>${body}</main></body></html>`;

/** The value of `shows` for content that is shown. */
export const SHOWN = 'shown';
/** The value of `shows` for a registration wall in place of the content. */
export const WALLED = 'walled registration-wall';

/** Options of a visit. Default: an anonymous reader opens the example with both features. */
export interface VisitWish {
  /** The document. */
  readonly html?: string;
  /** Content of `/zephr.json`: an object, a text, or `null` for a 404. */
  readonly config?: unknown;
  /** Value of the cookie `blaize_jwt`. */
  readonly token?: string;
  /** Other cookies, on the server's own address. */
  readonly cookies?: readonly (Pick<CookieData, 'name' | 'value'> & {
    readonly path?: string;
    readonly httpOnly?: boolean;
  })[];
  readonly routes?: Readonly<Record<string, Route>>;
  /** Headers of the document. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Path and query of the document. */
  readonly path?: string;
  /** Runs in the page before anything else does. */
  readonly before?: string;
  /** User agent of the browser, in place of `HeadlessChrome`. */
  readonly userAgent?: string;
  /** Another name of the machine, which the browser must know by its options. */
  readonly hostname?: string;
  /** `false` returns as soon as the document is parsed. */
  readonly settle?: boolean;
  /** `false` does not wait for that either. */
  readonly parsed?: boolean;
}

/** A page that a reader has opened. Closing it fails where anything was thrown in it, or its policy was breached. */
export interface PageVisit extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly server: TestServer;
  /** The requests to the server, in order, without the hash in the names of chunks; the document comes first. */
  readonly requests: readonly { readonly path: string; readonly referer: string | undefined }[];
  /** Uncaught errors. */
  readonly problems: string[];
  /** Waits until each place shows what it will show. */
  settled(): Promise<void>;
  events<Detail>(type: string): Promise<readonly SeenEvent<Detail>[]>;
  /** Code and pointer of each fault, in short: `cycle /features/…`. */
  faults(): Promise<readonly string[]>;
  /** Sets cookies in place of all that there are. */
  setCookies(cookies: NonNullable<VisitWish['cookies']>): Promise<void>;
  /** Forgets the events so far. */
  forget(): Promise<void>;
  identity(): Promise<Identity>;
  /** Status and reason of the token, in short: `invalid: signature`. */
  token(): Promise<string>;
  decide(feature: string): Promise<Decision>;
  /** Code and pointer of what `ready` rejects with, in short; `null` where it resolves. */
  failure(): Promise<string | null>;
  /** State and walls of the first element of a feature, in short: `walled registration-wall`, `shown`. */
  shows(feature: string): Promise<string>;
  /** Words of the gated story that a reader sees. */
  words(feature: string): Promise<string[]>;
}

/** Starts a browser for the tests of a file, and opens pages in it, each as a reader who has never been there. */
export function useBrowser(options: ChromiumOptions = {}): {
  /** Opens one page for a suite whose tests only ask it something; to be called in the suite itself. */
  readonly shared: (wish?: VisitWish) => () => PageVisit;
  readonly visit: (wish?: VisitWish) => Promise<PageVisit>;
  /** Whether a picture has any pixel that is about as red as `#f00`. */
  readonly hasRed: (picture: Uint8Array) => Promise<boolean>;
} {
  let browser: Browser;
  before(async () => {
    browser = await launchChromium(options);
  });
  after(async () => {
    await browser.close();
  });
  return {
    visit: (wish = {}) => openPage(browser, wish),
    shared: (wish = {}) => {
      let opened: PageVisit;
      before(async () => {
        opened = await openPage(browser, wish);
      });
      after(() => opened[Symbol.asyncDispose]());
      return () => opened;
    },
    hasRed: async (picture) => {
      const page = await browser.newPage();
      const found = await page.evaluate(findRed, Buffer.from(picture).toString('base64'));
      await page.close();
      return found;
    },
  };
}

/** A route that is not there. */
export const missing: Route = (_request, response) => void response.writeHead(404).end('not found');

async function openPage(browser: Browser, wish: VisitWish): Promise<PageVisit> {
  const { config = exampleConfig(), path = '/', html = aPage(place('articles') + place('videos')) } = wish;
  const requests: { path: string; referer: string | undefined }[] = [];
  const documentPath = new URL(path, 'http://localhost').pathname;
  const server = await serve();
  const routes: Record<string, Route> = {
    ...(await builtFiles()),
    '/zephr.json': (_request, response) => {
      if (config === null) return void response.writeHead(404).end('not found');
      response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
      response.end(typeof config === 'string' ? config : JSON.stringify(config));
    },
    [documentPath]: (_request, response) => {
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...wish.headers })
        .end(html);
    },
    ...wish.routes,
  };
  for (const [name, route] of Object.entries(routes)) {
    server.route(name, (request, response) => {
      requests.push({ path: withoutHash(request.url ?? ''), referer: request.headers.referer });
      if (typeof route !== 'string') return route(request, response);
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(route);
    });
  }
  const origin = wish.hostname ? server.origin.replace('127.0.0.1', wish.hostname) : server.origin;

  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.text().startsWith(BREACH)) problems.push(message.text());
  });
  if (wish.userAgent) await page.setUserAgent({ userAgent: wish.userAgent });
  await page.evaluateOnNewDocument(watchPage);
  if (wish.before) await page.evaluateOnNewDocument(wish.before);
  const setCookies: PageVisit['setCookies'] = async (cookies) => {
    const domain = new URL(origin).hostname;
    await context.deleteCookie(...(await context.cookies()));
    if (cookies.length) await context.setCookie(...cookies.map((cookie) => ({ domain, path: '/', ...cookie })));
  };
  const cookies = [...(wish.cookies ?? []), ...(wish.token ? [{ name: 'blaize_jwt', value: wish.token }] : [])];
  if (cookies.length) await setCookies(cookies);
  const arrived = page.goto(origin + path, { waitUntil: 'domcontentloaded' });
  if (wish.parsed === false) arrived.catch(() => undefined);
  else await arrived;
  const close = async (): Promise<void> => {
    await context.close();
    await server.close();
  };

  const settled = async (): Promise<void> => {
    await page.waitForFunction(
      () => {
        const places = [...document.documentElement.querySelectorAll('zephr-feature')];
        return places.every((element) => /shown|walled|fault/.test(element.getAttribute('state') ?? ''));
      },
      { timeout: SETTLED_TIMEOUT_MS },
    );
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  };
  if (wish.settle !== false) {
    await settled().catch(async (error: unknown) => {
      await close();
      throw new Error(`Not decided. ${problems.join(' · ')}`, { cause: error });
    });
  }

  const eventsOf = (type: string): Promise<SeenEvent[]> =>
    page.evaluate(
      (wanted) => (window as unknown as { seen: SeenEvent[] }).seen.filter((event) => !wanted || event.type === wanted),
      type,
    );
  return {
    page,
    context,
    server,
    requests,
    problems,
    setCookies,
    settled,
    events: (type) => eventsOf(type) as Promise<never>,
    faults: async () => {
      const faults = (await eventsOf('zephr-fault')) as SeenEvent<Fault>[];
      return faults.map(({ detail }) => `${detail.code} ${detail.pointer}`.trim());
    },
    forget: () => page.evaluate(() => void ((window as unknown as { seen: unknown[] }).seen.length = 0)),
    identity: () => page.evaluate(() => window.Zephr.identity()),
    token: async () => {
      const { status, reason } = (await page.evaluate(() => window.Zephr.identity())).token;
      return reason === null ? status : `${status}: ${reason}`;
    },
    decide: (feature) => page.evaluate((name) => window.Zephr.decide(name), feature),
    failure: () =>
      page.evaluate(() =>
        window.Zephr.ready.then(
          () => null,
          (error: { name: string; code: string; pointer: string }) => `${error.code} ${error.pointer}`.trim(),
        ),
      ),
    shows: (feature) => page.evaluate(describePlace, feature),
    words: (feature) =>
      page.evaluate(
        (name) =>
          document.querySelector<HTMLElement>(`zephr-feature[feature="${name}"]`)!.innerText.match(/w\d+/g) ?? [],
        feature,
      ),
    [Symbol.asyncDispose]: async () => {
      await close();
      assert.deepEqual(problems, [], 'nothing is thrown into the page, and its policy is kept');
    },
  };
}
