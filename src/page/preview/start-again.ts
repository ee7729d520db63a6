import { ignore } from '../../lib/ignore.js';
import type { Session } from '../session.js';

/** Starts with the live config again, as the page did. The text that the tab keeps says whether that is a preview. */
export async function startAgain(live: unknown, { options, page }: Session): Promise<void> {
  await page.zephr.start(live as never, { ...options, ...page._inputs }).catch(ignore);
}
