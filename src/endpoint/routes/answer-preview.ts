import type { PreviewConfig } from '../../model/config.js';
import { own } from '../../lib/own.js';
import { isPreviewId } from '../../preview/is-preview-id.js';
import { toPreviewId } from '../../preview/preview-link.js';
import { readPreview, type ReadReason } from '../../preview/read-preview.js';
import type { LogOutage } from '../create-outage-log.js';
import { MAX_PREVIEW_AGE_MS } from '../limits.js';
import { Refusal } from '../refusal.js';
import type { RouteAnswer } from '../route-answer.js';
import type { PreviewStore } from '../store.js';
import { askStore } from './ask-store.js';

/** Ports of the routes. */
export interface PreviewPorts {
  /** The config's `preview`; `null` where it has none with a key. */
  readonly preview: PreviewConfig | null;
  readonly store: PreviewStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logOutage: LogOutage;
}

const NO_PREVIEWS = new Refusal(404, 'not-found', 'The config of this endpoint has no "preview" with a public key.');

/**
 * Answers `POST /zephr/preview`: keeps a preview that is too long for a link, and gives its id. It keeps only what a page would
 * read: a preview that the private half of `preview.publicKey` signed, until it ends.
 */
export async function answerKeepPreview(
  body: object,
  { preview, store, now, logOutage }: PreviewPorts,
): Promise<RouteAnswer | Refusal> {
  if (!preview) return NO_PREVIEWS;
  const jws = own(body, 'preview');
  if (typeof jws !== 'string') return Refusal.field('preview', 'a text');
  const read = await readPreview(jws, { publicKey: preview.publicKey, origin: null, now: now() });
  if ('reason' in read) return refusePreview(read.reason);
  const { origins } = preview;
  if (origins && !read.preview.aud.some((origin) => origins.includes(origin))) return refusePreview('preview-origin');
  const id = await toPreviewId(jws);
  const expiresAt = Math.min(read.preview.exp * 1000, now() + MAX_PREVIEW_AGE_MS);
  return askStore('preview-store-failed', logOutage, async () => {
    await store.keepPreview(id, jws, expiresAt);
    return { status: 201, body: { id }, outcome: 'kept' };
  });
}

/** Answers `GET /zephr/preview/ID`: the signed preview, which the page verifies like one in its address. */
export async function answerFindPreview(
  id: string,
  { preview, store, logOutage }: PreviewPorts,
): Promise<RouteAnswer | Refusal> {
  if (!preview) return NO_PREVIEWS;
  if (!isPreviewId(id)) return unknownPreview();
  return askStore('preview-store-failed', logOutage, async () => {
    const found = await store.findPreview(id);
    return typeof found === 'string' ? { body: { preview: found }, outcome: 'found' } : unknownPreview();
  });
}

function unknownPreview(): Refusal {
  return new Refusal(404, 'preview-unknown', 'No preview of this id is kept here: it has ended, or it was never sent.');
}

function refusePreview(reason: ReadReason): Refusal {
  return new Refusal(reason === 'preview-too-large' ? 413 : 400, reason, `The preview does not count: ${reason}.`);
}
