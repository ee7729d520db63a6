/**
 * Cuts the SubjectPublicKeyInfo out of an X.509 certificate (RFC 5280, section 4.1): the seventh field of the part that is
 * signed, the sixth where the version is left out.
 *
 * @param der - The certificate in DER.
 * @returns The key in DER. Out of rubbish comes rubbish, which then imports as no key.
 */
export function readCertificate(der: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  let at = contentOf(der, contentOf(der, 0));
  if (der[at] === 0xa0) at = endOf(der, at);
  for (let field = 0; field < 5; field++) at = endOf(der, at);
  return der.slice(at, endOf(der, at));
}

/** Where the content of the element at `at` begins (X.690, section 8.1). */
function contentOf(der: Uint8Array, at: number): number {
  const length = der[at + 1] ?? 0;
  return at + 2 + (length > 0x80 ? length - 0x80 : 0);
}

/** Where the element at `at` ends. */
function endOf(der: Uint8Array, at: number): number {
  const content = contentOf(der, at);
  if (content === at + 2) return content + (der[at + 1] ?? 0);
  let length = 0;
  for (let octet = at + 2; octet < content; octet++) length = length * 256 + (der[octet] ?? 0);
  return content + length;
}
