import type { CodeEntry } from './code-entry.js';

/** Reasons why a token does not count: the reader is anonymous then. */
export const TOKEN_CODES = {
  'too-large': {
    in: ['token'],
    what: 'The token is longer than 16,384 characters.',
    mend: 'Leave claims out that the config does not use.',
    example: { claims: { sub: '1', text: 'x'.repeat(16384) } },
  },
  malformed: {
    in: ['token'],
    what: 'The value is not a compact JWT: three parts of base64url, separated by dots, header and payload JSON. Often the cookie holds `Bearer` before the token, quotes, or the id of a session.',
    mend: 'Write the token alone into the cookie. `zephr token inspect` names what differs.',
    example: { token: 'a.session.id' },
  },
  algorithm: {
    in: ['token'],
    what: 'The algorithm in the header of the token is not one that the key or `jwt.algorithms` allows; `none` never is.',
    mend: 'Sign with the algorithm of the key, or name the algorithm in `jwt.algorithms`. A page verifies no shared secret (HS256): use `jwt.verifyEndpoint`.',
    example: { claims: { sub: '1' }, jwt: { algorithms: ['RS256'] } },
  },
  'critical-header': {
    in: ['token'],
    what: 'The header of the token asks for an extension (`crit`, or `b64: false`) that the SDK does not support (RFC 7515, section 4.1.11).',
    mend: 'Sign without the extension.',
    example: { header: { crit: ['exp'] }, claims: { sub: '1' } },
  },
  'token-type': {
    in: ['token'],
    what: 'The `typ` of the token says that it was made for something else, such as a gift or an assertion of the endpoint.',
    mend: 'Use the token that your identity provider has issued for the reader.',
    example: { header: { typ: 'zephr-gift+jwt' }, claims: { sub: '1' } },
  },
  'key-unknown': {
    in: ['token', 'seal', 'fault'],
    what: 'No key has the `kid`. Of a token: no key of the config. Of a seal: none of the sealing keys, or of the keys in the claim of the token.',
    mend: 'Add the key to the key set, or remove the `kid` where there is a single `publicKey`. Of a seal: keep retired keys in `sealKeys` as long as caches hold old pages, or seal again.',
    example: {
      situation: 'A token whose `kid` is not in the key set.',
      test: 'test/unit/token/verify/key-sets.test.ts',
    },
  },
  'weak-key': {
    in: ['token'],
    what: 'The key is too weak: an RSA key below 2048 bits, or a shared secret shorter than its hash.',
    mend: 'Make another key with `zephr keys`, and sign with it.',
    example: {
      situation: 'A token signed with an RSA key of 1024 bits.',
      test: 'test/unit/token/verify/algorithms.test.ts',
    },
  },
  signature: {
    in: ['token'],
    what: 'The signature does not verify: the token was changed, or signed with another key. The endpoint answers `signature` for an unknown key, a weak key and a wrong algorithm too; its log has the cause.',
    mend: 'Compare the key of the config with the one that your identity provider signs with. `zephr token inspect --config` does it.',
    example: {
      token: `eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.${'A'.repeat(86)}`,
    },
  },
  expiry: {
    in: ['token'],
    what: '`exp` is not a date: it is text, or out of range. Often it is in milliseconds.',
    mend: 'Write `exp` as a number, in seconds since 1970 (RFC 7519, section 2).',
    example: { claims: { sub: '1', exp: 'tomorrow' } },
  },
  expired: {
    in: ['token', 'gift'],
    what: 'The token, or the gift, has ended, by the clock of the device or of the endpoint.',
    mend: 'Renew the token before it ends (`jwt.refresh`). Where clocks differ, `jwt.clockTolerance` allows for some seconds.',
    example: { claims: { sub: '1', exp: 1 } },
  },
  'not-yet-valid': {
    in: ['token'],
    what: '`nbf` is in the future, so the token does not count yet. The page decides again at that moment.',
    mend: 'Where clocks differ, set `jwt.clockTolerance`.',
    example: { claims: { sub: '1', nbf: 99999999999 } },
  },
  issuer: {
    in: ['token'],
    what: '`iss` is not the `jwt.issuer` of the config. They are compared character by character; often a slash at the end differs.',
    mend: 'Copy `iss` of a token into `jwt.issuer`.',
    example: { claims: { sub: '1', iss: 'https://id.example' }, jwt: { issuer: 'https://id.example/' } },
  },
  audience: {
    in: ['token'],
    what: '`aud` does not name the `jwt.audience` of the config.',
    mend: 'Copy `aud` of a token into `jwt.audience`, or let the identity provider issue tokens for this audience.',
    example: { claims: { sub: '1', aud: 'shop' }, jwt: { audience: 'news' } },
  },
  ambiguous: {
    in: ['token'],
    what: 'There are several tokens: of different readers, or more than eight. Often cookies of one name with different paths or domains.',
    mend: 'Delete the old cookie with the path and the domain that it was set with.',
    example: {
      situation: 'Two cookies with valid tokens of two readers.',
      test: 'test/unit/token/verify/candidates.test.ts',
    },
  },
  'id-invalid': {
    in: ['token'],
    what: 'The token is valid, and the claim that names the reader is a number above 2⁵³, which JSON may have changed. Several readers would share it, so the reader is anonymous.',
    mend: 'Let the identity provider write ids as text.',
    example: { claims: { sub: 12345678901234567000 } },
  },
  'insecure-context': {
    in: ['token'],
    what: 'The page is neither https nor on localhost, and browsers verify no signatures there.',
    mend: 'Serve the page over https.',
    example: {
      situation: 'A page over http on another host than localhost.',
      test: 'test/unit/token/verify/insecure-context.test.ts',
    },
  },
  unsupported: {
    in: ['token'],
    what: 'The browser or the runtime cannot verify the algorithm of the token.',
    mend: 'Sign with ES256 or RS256, which all of them verify.',
    example: {
      situation: 'A token with EdDSA in a browser without Ed25519.',
      test: 'test/unit/token/verify/insecure-context.test.ts',
    },
  },
  network: {
    in: ['token'],
    what: 'The endpoint or the key set cannot be reached, or its answer is not usable. A page asks again when the browser is back online.',
    mend: 'The `zephr-fault` with the code `endpoint-unreachable` or `token-unreachable` has the address and the cause.',
    example: { situation: 'A `verifyEndpoint` whose server is down.', test: 'test/page/endpoint-trouble.test.ts' },
  },
} as const satisfies Record<string, CodeEntry>;
