/** A page whose config has a key for previews, and links to previews of it. */
import type { Edit } from '../../src/edit/edit.js';
import type { PreviewToSign } from '../../src/preview/sign-preview.js';
import { aPreview, aPreviewKey } from './a-preview.js';
import { alwaysDoes, aPage, configWithFeatures, place, type PageVisit, type VisitWish } from './bare-page.js';

export const PREVIEW_KEYS = aPreviewKey();

/** The live rule of the feature, which hides its content behind a wall. */
export const WALL = { content: 'hide', components: ['register'] };
/** An edit that shows the content. */
export const SHOW = { pointer: '/features/articles/rules/anonymous', before: WALL, after: 'show' };

/** The live config: a wall for anonymous readers, and the content for customers. */
export const liveConfig = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
  configWithFeatures({ articles: alwaysDoes(WALL) }, { preview: { publicKey: PREVIEW_KEYS.publicKey }, ...changes });

/** A live page with one feature, whose other page is `/next`. */
export const aLivePage = (wish: VisitWish = {}): VisitWish => {
  const html = wish.html ?? aPage(`<a href="/next?page=2#end">next</a>${place('articles')}`);
  return { config: liveConfig(), ...wish, html, routes: { '/next': html, ...wish.routes } };
};

/** Signs a preview for the origin of a visit. */
export function previewFor(
  { server }: PageVisit,
  edits: readonly Edit[] = [SHOW],
  options: Partial<PreviewToSign> = {},
): Promise<string> {
  const liveText = JSON.stringify(liveConfig());
  return aPreview(PREVIEW_KEYS.privateKey, edits, { liveText, origins: [server.origin], ...options });
}

/** Opens a fragment in a new tab of the same browser, with the lines of its console. */
export async function openLink(
  reader: PageVisit,
  fragment: string,
  path = '/',
): Promise<{ readonly page: PageVisit['page']; readonly printed: string[] }> {
  const page = await reader.context.newPage();
  const printed: string[] = [];
  page.on('console', (message) => void printed.push(message.text()));
  page.on('pageerror', (error) => void reader.problems.push(String(error)));
  await page.goto(`${reader.server.origin}${path}#zephr-debug=${fragment}`);
  await settledIn(page);
  return { page, printed };
}

/** Waits until the feature shows what it will show. */
export async function settledIn(page: PageVisit['page']): Promise<void> {
  await page.waitForFunction(
    () => /shown|walled/.test(document.querySelector('zephr-feature')?.getAttribute('state') ?? ''),
    { timeout: 20_000 },
  );
}

/** State of the feature: `shown` or `walled`. */
export const stateIn = (page: PageVisit['page']): Promise<string | null> =>
  page.evaluate(() => document.querySelector('zephr-feature')!.getAttribute('state'));

/** Words of the banner; `null` without a banner. */
export const bannerOf = (page: PageVisit['page']): Promise<string | null> =>
  page.evaluate(() => document.querySelector('zephr-preview')?.shadowRoot?.textContent ?? null);

/** Chooses a reader in the banner; the empty name is the reader's own token. */
export const chooseReader = (page: PageVisit['page'], name: string): Promise<void> =>
  page.evaluate((wanted) => {
    const select = document.querySelector('zephr-preview')!.shadowRoot!.querySelector('select')!;
    select.value = wanted;
    select.dispatchEvent(new Event('change'));
  }, name);

/** Waits for a state of the feature. */
export const becomes = (page: PageVisit['page'], state: string): Promise<unknown> =>
  page.waitForFunction(
    (wanted) => document.querySelector('zephr-feature')?.getAttribute('state') === wanted,
    { timeout: 20_000 },
    state,
  );
