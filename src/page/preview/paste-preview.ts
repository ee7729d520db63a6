import type { PreviewReason } from '../../model/codes.js';
import { FILE_TIMEOUT_MS } from '../../lib/request/limits.js';
import { within } from '../../lib/within.js';
import { isPreviewId } from '../../preview/is-preview-id.js';
import type { Session } from '../session.js';
import { fetchPreview } from './fetch-preview.js';
import { findPreview } from './find-preview.js';
import { startAgain } from './start-again.js';

/**
 * Starts the preview that somebody pastes into the inspector, in this tab. The address keeps its fragment, as a site may route by
 * it. A preview that does not count leaves the page as it is.
 *
 * @param pasted - A link, its fragment, or the preview itself.
 * @param live - The live config.
 * @returns `null` once the page has started with the preview, else the reason why it does not count.
 * @throws (rejects) Where the file that verifies does not arrive.
 */
export async function pastePreview(pasted: string, live: unknown, session: Session): Promise<PreviewReason | null> {
  const { verifyPreview } = await within(FILE_TIMEOUT_MS, 'preview.js', import('./run-preview.js'));
  const text = findPreview(pasted);
  const jws = isPreviewId(text) ? await fetchPreview(text, live, session) : text;
  const read = await verifyPreview(jws, live);
  if ('reason' in read) return read.reason;
  session.page._memory.pasted = jws!;
  await startAgain(live, session);
  return null;
}
