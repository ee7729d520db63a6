import { own } from '../lib/own.js';
import { MAX_LINK_CHARACTERS, SEND_TIMEOUT_MS } from './limits.js';
import { toPreviewId } from './preview-link.js';

/** Why an endpoint does not keep a preview. */
export interface SendRefusal {
  /** `preview-too-large` where the live config names no endpoint; `null` where its endpoint does not keep the preview. */
  readonly code: 'preview-too-large' | null;
  /** One sentence for people, without its first letter in capitals. */
  readonly says: string;
}

/**
 * Sends a preview that is too long for a link to the endpoint that pages of the site ask for it: the one beside
 * `jwt.verifyEndpoint` of the live config.
 *
 * @param live - The live config, and its name for messages.
 * @param page - Address of a page of the site, against which that of the endpoint is resolved.
 * @returns `null` where the endpoint keeps the preview. Never rejects.
 */
export async function sendPreview(
  jws: string,
  live: { readonly config: unknown; readonly name: string },
  page: string,
): Promise<SendRefusal | null> {
  const verifyEndpoint = own(own(live.config, 'jwt'), 'verifyEndpoint');
  if (typeof verifyEndpoint !== 'string' || !URL.canParse(verifyEndpoint, page))
    return {
      code: 'preview-too-large',
      says: `the preview is too long for a link of ${MAX_LINK_CHARACTERS} characters, and ${live.name} has no jwt.verifyEndpoint beside which an endpoint could keep it. Preview fewer changes.`,
    };
  const address = new URL('preview', new URL(verifyEndpoint, page)).href;
  const refusal = await post(address, jws);
  return refusal === null ? null : { code: null, says: `${address} does not keep the preview: ${refusal}.` };
}

/** Posts a preview. Returns why it is not kept. */
async function post(address: string, jws: string): Promise<string | null> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ preview: jws }),
      redirect: 'error',
      signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
    });
    const { status } = response;
    const answer: unknown = await response.json().catch(() => null);
    if (status === 201 && own(answer, 'id') === (await toPreviewId(jws))) return null;
    const code = own(own(answer, 'error'), 'code');
    return `it answers with status ${status}${typeof code === 'string' && /^[\w-]{1,60}$/.test(code) ? ` (${code})` : ''}`;
  } catch (error) {
    const { message, cause } = error as Error;
    return cause instanceof Error ? cause.message : message;
  }
}
