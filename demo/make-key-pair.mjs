const ES256 = { name: 'ECDSA', namedCurve: 'P-256' };

/**
 * Makes a key pair for one run of the demo.
 *
 * @returns {Promise<{ publicKey: string, privateKey: CryptoKey }>} The public half as PEM SPKI.
 */
export async function makeKeyPair() {
  const { publicKey, privateKey } = await crypto.subtle.generateKey(ES256, true, ['sign', 'verify']);
  const spki = Buffer.from(await crypto.subtle.exportKey('spki', publicKey)).toString('base64');
  const lines = spki.match(/.{1,64}/g).join('\n');
  return { publicKey: `-----BEGIN PUBLIC KEY-----\n${lines}\n-----END PUBLIC KEY-----`, privateKey };
}
