/** Computes the SHA-256 of a file, in hex. */
export async function hashBase(file: string | Uint8Array<ArrayBuffer>): Promise<string> {
  const octets = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', octets));
  return Array.from(digest, (octet) => octet.toString(16).padStart(2, '0')).join('');
}
