import type { PageVisit } from './bare-page.js';

/** Why a test is skipped then. */
export const KEEPS_FAILED_MODULES = 'this browser never asks again for a module that once did not arrive';

/**
 * Whether the browser keeps it for good that a module did not arrive, as the HTML standard once had it: Firefox 153 and
 * Chromium 147 do, Chromium 156 and WebKit do not. Nothing but a new document helps there.
 */
export async function keepsFailedModules({ page, requests }: PageVisit): Promise<boolean> {
  const before = requests.length;
  // A file that is there and is not a module.
  for (let times = 0; times < 2; times++) await page.evaluate(`import('/zephr.json').catch(() => undefined)`);
  return requests.slice(before).filter(({ path }) => path === '/zephr.json').length < 2;
}
