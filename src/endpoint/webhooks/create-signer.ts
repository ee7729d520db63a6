/** Signs a message at a moment in seconds since 1970: the value of `webhook-signature`. */
export type SignMessage = (id: string, seconds: number, body: string) => Promise<string>;

const HMAC = { name: 'HMAC', hash: 'SHA-256' };
const encoder = new TextEncoder();

/**
 * Makes the function that signs messages as Standard Webhooks says: HMAC with SHA-256 of `id.timestamp.body`, a signature by each
 * secret, with a space between them.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function createSigner(secrets: readonly Uint8Array<ArrayBuffer>[]): SignMessage {
  let keys: Promise<CryptoKey[]> | undefined;
  return async (id, seconds, body) => {
    keys ??= Promise.all(secrets.map((secret) => crypto.subtle.importKey('raw', secret, HMAC, false, ['sign'])));
    const signed = encoder.encode(`${id}.${seconds}.${body}`);
    const macs = await Promise.all((await keys).map((key) => crypto.subtle.sign('HMAC', key, signed)));
    return macs.map((mac) => `v1,${btoa(String.fromCharCode(...new Uint8Array(mac)))}`).join(' ');
  };
}
