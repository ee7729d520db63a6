/** Stories of a site whose readers have trials. */
import type { Page } from 'puppeteer-core';
import { aPage, configWithFeatures, place, type PageVisit, type VisitWish } from './bare-page.js';
import { mountEndpoint } from './mount-endpoint.js';
import type { Route } from './serve.js';
import type { UsageEndpoint } from './a-usage-endpoint.js';

/** The stored ledger under `zephr-usage`. */
export interface Stored {
  readonly version: number;
  readonly reader: string;
  readonly latest: number;
  readonly accounts: Readonly<
    Record<
      string,
      {
        readonly seen: Readonly<Record<string, readonly (readonly [id: string, item: string, at: number])[]>>;
        readonly queue?: readonly string[];
        readonly refused?: readonly string[];
      }
    >
  >;
}

/** How a story is written here: it may be kept in the back/forward cache. */
export const aStory =
  (html: string): Route =>
  (_request, response) =>
    void response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'max-age=0' })
      .end(html);

/** The wall of a trial that is used up. */
export const USED_UP = { id: 'used-up', content: 'hide', components: ['register'] };
/** The outcome of a trial with free articles left. */
export const FREE = { id: 'free', content: 'show' };

/** A trial that shows the story while it lasts. */
export const aTrial = (fields: object = {}): object => ({
  type: 'trial',
  tracker: 'stories',
  limit: 3,
  yes: FREE,
  no: USED_UP,
  ...fields,
});

/** A config whose articles are in a trial for anybody. */
export const configWithTrial = (fields: object = {}, changes: Record<string, unknown> = {}): Record<string, unknown> =>
  configWithFeatures({ articles: { rules: { anonymous: aTrial(fields), registered: aTrial(fields) } } }, changes);

/** A site of ten stories, `/1` to `/10`, each an article. The reader opens the first. */
export function aSite(wish: VisitWish = {}, body = place('articles')): VisitWish {
  const html = wish.html ?? aPage(body);
  const stories = Array.from({ length: 10 }, (_, index): [string, Route] => [`/${index + 1}`, aStory(html)]);
  return { path: '/1', config: configWithTrial(), ...wish, routes: { ...Object.fromEntries(stories), ...wish.routes } };
}

/** A site whose readers sign in with tokens that an endpoint verifies, which counts too. */
export function aSiteWithEndpoint(usage: UsageEndpoint, wish: VisitWish = {}, jwt: object = {}): VisitWish {
  const config = {
    ...configWithTrial({}, {}),
    ...(wish.config as object),
    jwt: { verifyEndpoint: '/zephr/verify', userMapping: { foreignUserIdProperty: 'sub' }, ...jwt },
  };
  const verify = mountEndpoint({ config });
  return aSite({ ...wish, config, routes: { ...verify.routes, '/zephr/usage': usage.route, ...wish.routes } });
}

/** Opens a story in the same tab and tells how it is shown. */
export async function read(reader: PageVisit, path: string): Promise<string> {
  await reader.page.goto(reader.server.origin + path, { waitUntil: 'domcontentloaded' });
  await reader.settled();
  return reader.shows('articles');
}

/** The stored text of the ledger, `null` without one. A page writes when it is its turn, so this waits for its own. */
export const textIn = async (page: Page): Promise<string | null> =>
  page.evaluate(async () => {
    await navigator.locks?.request('zephr-usage', () => undefined);
    return localStorage.getItem('zephr-usage');
  });

/** The stored ledger, `null` without one. */
export const storedIn = async (page: Page): Promise<Stored | null> =>
  JSON.parse((await textIn(page)) ?? 'null') as Stored | null;

/** The items that are counted in a tracker, of the anonymous reader unless another account is named. */
export async function itemsIn(page: Page, tracker = 'stories', account = ''): Promise<string[]> {
  return itemsOf(await storedIn(page), tracker, account);
}

/** The same of what is stored. */
export const itemsOf = (stored: Stored | null, tracker = 'stories', account = ''): string[] =>
  (stored?.accounts[account]?.seen[tracker] ?? []).map(([, item]) => item);

/** The free articles left in the trial, by a new decision. */
export const remaining = (reader: PageVisit, tracker = 'stories'): Promise<number | undefined> =>
  reader.page.evaluate(
    async (name) => (await window.Zephr.decide('articles', { dryRun: true })).trials[name]?.remaining,
    tracker,
  );

/** Reloads the story and gives how it is shown. */
export async function reload(reader: PageVisit): Promise<string> {
  await reader.page.reload({ waitUntil: 'domcontentloaded' });
  await reader.settled();
  return reader.shows('articles');
}

/** Has the page decide again. */
export const decideAgain = (reader: PageVisit): Promise<void> => reader.page.evaluate(() => window.Zephr.refresh());
