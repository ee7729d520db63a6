import { takeConfig, type RawConfig } from '../../config/read-config.js';
import { own } from '../../lib/own.js';
import type { PreviewReason } from '../../model/codes.js';
import type { PreviewConfig } from '../../model/config.js';
import { PREVIEW, type PreviewState, type RunningPreview } from '../../model/running-preview.js';
import { applyPreview } from '../../preview/apply-preview.js';
import { hashBase } from '../../preview/hash-base.js';
import { readPreview, type VerifiedPreview } from '../../preview/read-preview.js';
import type { VisitPorts } from '../../visit/visit-ports.js';
import type { Visit } from '../../visit/visit.js';
import { FILE_TIMEOUT_MS } from '../../lib/request/limits.js';
import { within } from '../../lib/within.js';
import type { Session } from '../session.js';
import { PREVIEW_KEY, PREVIEW_READER_KEY } from '../storage-keys.js';
import { createEndingVisit } from './ending-visit.js';
import { markLinks } from './mark-links.js';
import { replaceAddress, withoutMarker } from './marker.js';
import { startAgain } from './start-again.js';
import { silenceConfig, silenceConversions, silenceLedger } from './silence.js';
import { readTab, writeTab } from './tab-text.js';

/**
 * Runs a preview where it counts: the page gets the draft in place of its live config, and tells nobody of its readers. One that
 * does not count is reported on the console, and the page is live.
 *
 * @param jws - The signed preview; `null` where the endpoint did not have the one that the link names.
 * @param raw - The live config, not checked yet. It becomes the draft.
 * @param ports - The ports of the visit that is about to be made. They become those of the preview.
 * @returns A function that makes the visit end with the preview; `null` for a page that is live. Rejects where a file does not arrive.
 */
export async function runPreview(
  jws: string | null,
  raw: RawConfig,
  ports: VisitPorts,
  session: Session,
): Promise<((visit: Visit) => Visit) | null> {
  const live = raw.value;
  const [read, view] = await Promise.all([
    verifyPreview(jws, live),
    within(FILE_TIMEOUT_MS, 'preview-view.js', import('./preview-view.js')),
  ]);
  if (!session._isOn()) return null;
  if ('reason' in read) return ignorePreview(read.reason);
  writeTab(PREVIEW_KEY, jws);
  const { preview } = read;
  const { value, missed } = applyPreview(live, preview.edits);
  // Only a file has the octets that a preview was made for: one in the page is written in another way.
  const text = session.page._memory.live?._json;
  const isOther = session.page._tag.config !== undefined && text !== undefined && !(await isBase(text, preview.base));
  const running = createRunning(preview, view.describeMissed(missed, preview.edits.length, isOther), live, session);
  Object.assign(raw, takeConfig(silenceConfig(value)));
  Object.assign(ports, silenceLedger(ports));
  if (running.reader !== null) Object.assign(ports, view.asReader(ports, preview.readers![running.reader]!));
  silenceConversions(session);
  announce(running, session);
  markLinks(session);
  view.showBanner(running, session);
  return (visit) => createEndingVisit(visit, running.exp, session, () => startAgain(live, session));
}

/** Verifies a preview for this page, by its live config. Never rejects. */
export function verifyPreview(
  jws: string | null,
  live: unknown,
): ReturnType<typeof readPreview> | { readonly reason: PreviewReason } {
  const { publicKey, origins } = (own(live, 'preview') ?? {}) as Partial<PreviewConfig>;
  if (publicKey === undefined) return { reason: 'preview-off' };
  if (jws === null) return { reason: 'preview-unknown' };
  return readPreview(jws, { publicKey, origins, origin: location.origin, now: Date.now() });
}

/** Says on the console why a preview does not run, and forgets it. */
function ignorePreview(reason: PreviewReason): null {
  console.info(`[zephr] ${reason}: the preview is ignored, and the page is live.`);
  writeTab(PREVIEW_KEY, null);
  return null;
}

function createRunning(
  { by, exp, readers = {} }: VerifiedPreview,
  notes: readonly string[],
  live: unknown,
  session: Session,
): RunningPreview {
  const names = Object.keys(readers);
  const chosen = readTab(PREVIEW_READER_KEY);
  const fallback = chosen === '' ? null : (names[0] ?? null);
  return {
    by,
    exp: exp * 1000,
    reader: chosen !== null && names.includes(chosen) ? chosen : fallback,
    readers: names,
    notes,
    leave: () => {
      writeTab(PREVIEW_KEY, null);
      writeTab(PREVIEW_READER_KEY, null);
      replaceAddress(withoutMarker(location.search), location.hash);
      void startAgain(live, session);
    },
    switchTo: async (name) => {
      writeTab(PREVIEW_READER_KEY, name ?? '');
      await startAgain(live, session);
      await session.page.host.shown();
    },
  };
}

/** Lets the page and its tools know of the preview. It ends with the session, and with its time. */
function announce(running: RunningPreview, session: Session): void {
  const { page, store } = session;
  store.set(PREVIEW, running);
  const get = (): PreviewState | null => {
    const current = page.session.store.get(PREVIEW) as RunningPreview | undefined;
    if (!current || Date.now() >= current.exp) return null;
    const { by, exp, reader } = current;
    return { by, exp, reader };
  };
  Object.defineProperty(page.zephr, 'preview', { configurable: true, enumerable: true, get });
}

/** Whether the file of a text is the one that a preview was made for. A browser leaves out the byte order mark of a file. */
async function isBase(text: string, base: string): Promise<boolean> {
  return [await hashBase(text), await hashBase(`\uFEFF${text}`)].includes(base);
}
