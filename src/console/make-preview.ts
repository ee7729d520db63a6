import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import type { Edit } from '../edit/edit.js';
import type { PreviewReason } from '../model/codes.js';
import type { Jwk } from '../model/config.js';
import type { TestReader } from '../model/readers-types.js';
import { explainRefusal } from '../preview/explain-refusal.js';
import type { MadePreview } from '../preview/made-preview.js';
import { PreviewError } from '../preview/preview-error.js';
import { writePreviewLink } from '../preview/preview-link.js';
import { readPreview } from '../preview/read-preview.js';
import { sendPreview } from '../preview/send-preview.js';
import { signPreview } from '../preview/sign-preview.js';
import { ConsoleRefusal } from './console-refusal.js';

/** Name of the live config in messages. */
const LIVE = 'the live config';

/** A preview that a page of the console asks for. */
export interface PreviewRequest {
  /** The text of the live config. */
  readonly live: string;
  /** Edits that make the draft of it. */
  readonly edits: readonly Edit[];
  /** Address of a page that the link leads to. */
  readonly page: string;
  /** Readers that the page can be seen as, by name. */
  readonly readers: Readonly<Record<string, TestReader>>;
  readonly hours: number;
  readonly by: string;
}

/**
 * Signs a preview, verifies it as a page does, and writes the link to it. A preview that is too long for a link is kept by the
 * endpoint of the live config.
 *
 * @param privateKey - PEM. It is used here, and goes nowhere.
 * @throws {ConsoleRefusal} `preview-refused` with the reason in a sentence.
 */
export async function makePreview(request: PreviewRequest, privateKey: string): Promise<MadePreview> {
  const { live, edits, page, readers, hours, by } = request;
  const config = parse(live);
  const { origin } = readPage(page);
  const preview = own(config, 'preview');
  const publicKey = own(preview, 'publicKey');
  if (publicKey === undefined) return refuse(explainRefusal('preview-off', LIVE, origin), 'preview-off');
  const now = Date.now();
  const jws = await sign({ liveText: live, edits, origins: [origin], readers, by, hours, now }, privateKey);
  const origins = own(preview, 'origins') as readonly string[] | undefined;
  const read = await readPreview(jws, { publicKey: publicKey as string | Jwk, origins, origin, now });
  if ('reason' in read) return refuse(explainRefusal(read.reason, LIVE, origin), read.reason);
  const { link, isStored } = await writePreviewLink(page, jws);
  const refusal = isStored ? await sendPreview(jws, { config, name: LIVE }, page) : null;
  if (refusal) return refuse(`No link can be made: ${refusal.says}`, refusal.code);
  return { link, isStored, exp: read.preview.exp * 1000 };
}

async function sign(preview: Parameters<typeof signPreview>[0], privateKey: string): Promise<string> {
  try {
    return await signPreview(preview, privateKey);
  } catch (error) {
    if (error instanceof PreviewError) return refuse(`No link can be made. ${error.message}`, error.code);
    throw error;
  }
}

function readPage(page: string): URL {
  const address = URL.canParse(page) ? new URL(page) : null;
  if (address && /^https?:$/.test(address.protocol)) return address;
  return refuse('Write the address of a page of the live site, such as https://news.example/story.');
}

function parse(live: string): Readonly<Record<string, unknown>> {
  try {
    const config: unknown = JSON.parse(live.replace(/^\uFEFF/, ''));
    if (isRecord(config)) return config;
  } catch {
    // Refused below.
  }
  return refuse('The live config is not a JSON object.');
}

function refuse(message: string, reason: PreviewReason | null = null): never {
  throw new ConsoleRefusal(400, 'preview-refused', message, { reason });
}
