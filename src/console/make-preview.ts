import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import type { Edit } from '../edit/edit.js';
import type { PreviewReason } from '../model/codes.js';
import type { Jwk } from '../model/config.js';
import type { TestReader } from '../model/readers-types.js';
import { PreviewError } from '../preview/preview-error.js';
import { writePreviewLink } from '../preview/preview-link.js';
import { readPreview } from '../preview/read-preview.js';
import { signPreview } from '../preview/sign-preview.js';
import { ConsoleRefusal } from './console-refusal.js';
import { STORE_TIMEOUT_MS } from './limits.js';

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

/** A link to a preview. */
export interface MadePreview {
  readonly link: string;
  /** Whether the link has an id, and the endpoint the preview. */
  readonly isStored: boolean;
  /** Milliseconds since 1970. */
  readonly exp: number;
}

/** Reasons why pages would ignore a preview, in words. */
const SENTENCES: Readonly<Partial<Record<PreviewReason, string>>> = {
  'preview-signature':
    'Pages would ignore the link: "preview.publicKey" of the live config is not the other half of the key that this console has.',
  'preview-key':
    'Pages would ignore the link: "preview.publicKey" of the live config is not a key for previews. "zephr keys --out preview" makes a pair.',
  'preview-origin':
    'Pages would ignore the link: "preview.origins" of the live config does not have the origin of the page.',
};

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
  if (publicKey === undefined)
    refuse('Pages would ignore the link: the live config has no "preview.publicKey". Publish it with one first.');
  const now = Date.now();
  const jws = await sign({ liveText: live, edits, origins: [origin], readers, by, hours, now }, privateKey);
  const origins = own(preview, 'origins') as readonly string[] | undefined;
  const read = await readPreview(jws, { publicKey: publicKey as string | Jwk, origins, origin, now });
  if ('reason' in read)
    return refuse(SENTENCES[read.reason] ?? `Pages would ignore the link: ${read.reason}.`, read.reason);
  const { link, isStored } = await writePreviewLink(page, jws);
  if (isStored) await store(jws, own(own(config, 'jwt'), 'verifyEndpoint'), page);
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

/** Has the endpoint of the live site keep a preview. */
async function store(jws: string, verifyEndpoint: unknown, page: string): Promise<void> {
  if (typeof verifyEndpoint !== 'string')
    refuse(
      'The preview is too long for a link, and the live config names no endpoint ("jwt.verifyEndpoint") that would keep it. Preview fewer changes at once.',
      'preview-too-large',
    );
  const address = new URL('preview', new URL(verifyEndpoint, page));
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ preview: jws }),
    redirect: 'error',
    signal: AbortSignal.timeout(STORE_TIMEOUT_MS),
  }).catch((error: Error) =>
    refuse(`The preview is too long for a link, and ${address.href} did not keep it: ${error.message}.`),
  );
  if (response.status !== 201)
    refuse(`The preview is too long for a link, and ${address.href} did not keep it: it answered ${response.status}.`);
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
