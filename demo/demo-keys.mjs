const ES256 = { name: 'ECDSA', namedCurve: 'P-256' };

/**
 * Makes the key pair that one run of the demo lives on.
 *
 * The private half is handed out so that the token bench can sign in the browser, in the place of an identity
 * provider. A real one stays at the identity provider.
 *
 * @returns {Promise<{ publicKeyPem: string, demoOnlyPrivateJwk: object }>}
 */
export async function makeDemoKeys() {
  const pair = await crypto.subtle.generateKey(ES256, true, ['sign', 'verify']);
  const spki = Buffer.from(await crypto.subtle.exportKey('spki', pair.publicKey)).toString('base64');
  const lines = spki.match(/.{1,64}/g).join('\n');
  return {
    publicKeyPem: `-----BEGIN PUBLIC KEY-----\n${lines}\n-----END PUBLIC KEY-----`,
    demoOnlyPrivateJwk: await crypto.subtle.exportKey('jwk', pair.privateKey),
  };
}
