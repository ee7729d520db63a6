import { encode } from 'jose/base64url';
import { MAX_LINK_CHARACTERS, PREVIEW_ID_CHARACTERS } from './limits.js';

/** The fragment of a page, and the name in its query, that ask for debugging. */
export const DEBUG_NAME = 'zephr-debug';

/**
 * Writes the link to a preview: the address of a page, whose fragment holds the signed preview or its id.
 *
 * @param page - Address of the page. Its own fragment is left out.
 * @returns `isStored` where the link would have more than `MAX_LINK_CHARACTERS` with the preview itself, and so holds an id: the
 *   endpoint has to get the preview by `POST /zephr/preview`.
 */
export async function writePreviewLink(
  page: string,
  jws: string,
): Promise<{ readonly link: string; readonly isStored: boolean }> {
  const address = page.replace(/#[^]*$/, '');
  const whole = `${address}#${DEBUG_NAME}=${jws}`;
  return whole.length <= MAX_LINK_CHARACTERS
    ? { link: whole, isStored: false }
    : { link: `${address}#${DEBUG_NAME}=${await toPreviewId(jws)}`, isStored: true };
}

/** The id of a preview: the beginning of base64url of its SHA-256. Nobody can choose it, and nobody can guess it. */
export async function toPreviewId(jws: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(jws));
  return encode(new Uint8Array(digest)).slice(0, PREVIEW_ID_CHARACTERS);
}
