import type { CodeEntry } from './code-entry.js';

const READ = 'test/unit/preview/read-preview.test.ts';
const SIGN = 'test/unit/preview/sign-preview.test.ts';

/** Reasons why a preview is not made, or does not count in a page. */
export const PREVIEW_CODES = {
  'preview-malformed': {
    in: ['preview', 'http'],
    what: 'The text is not a signed preview: its form, its type, its algorithm or a member of its payload is another one.',
    mend: 'Copy the whole link. Previews are signed by `zephr preview` or the console, with ES256.',
    example: { situation: 'The payload says `"v": 2`, or the header says `"alg": "none"`.', test: READ },
  },
  'preview-too-large': {
    in: ['preview', 'http'],
    what: 'The preview, its edits or its list of readers is larger than a page reads.',
    mend: 'Preview fewer changes at once.',
    example: { situation: 'A fragment of 2 MB, or edits that inflate to 4 MiB and more.', test: READ },
  },
  'preview-key': {
    in: ['preview', 'http'],
    what: 'The key is not one for previews. In a page: `preview.publicKey` of the live config; while signing: the private key.',
    mend: 'Make a pair with `zephr keys --out preview`. Its public key belongs into `preview.publicKey`.',
    example: { situation: 'A private key of RSA, or on another curve than P-256.', test: SIGN },
  },
  'preview-signature': {
    in: ['preview', 'http'],
    what: 'The signature does not verify with `preview.publicKey` of the live config: another key signed the preview, or it was changed.',
    mend: 'Deploy the public key that belongs to the private one, or copy the whole link.',
    example: { situation: 'One character of the payload was changed.', test: READ },
  },
  'preview-origin': {
    in: ['preview', 'http'],
    what: 'The preview is for pages of other origins, or `preview.origins` of the live config does not have this one. While signing: a text is not an origin.',
    mend: 'Name the origin of the page, as `https://news.example`, without a path.',
    example: { situation: 'A preview for `https://news.example` opened at `https://www.news.example`.', test: READ },
  },
  'preview-expired': {
    in: ['preview', 'http'],
    what: 'The preview has ended.',
    mend: 'Make another one.',
    example: { situation: 'A link of an hour, opened after two.', test: READ },
  },
  'preview-not-yet': {
    in: ['preview', 'http'],
    what: 'The preview was signed in the future: more than a minute from now.',
    mend: 'Set the clocks of both machines.',
    example: { situation: 'The clock of the reader is an hour slow.', test: READ },
  },
  'preview-too-long': {
    in: ['preview', 'http'],
    what: 'The preview lasts longer than 8 hours.',
    mend: 'Ask for at most 8 hours.',
    example: { situation: '`zephr preview --hours 9`.', test: SIGN },
  },
  'preview-frozen': {
    in: ['preview', 'http'],
    what: 'The preview changes a member that previews may not change: `jwt`, `preview`, `analytics`, `dataLayer`, `customElements`, `sealing`, or the whole config.',
    mend: 'Leave these members as they are in the live config.',
    example: { situation: 'A draft with another `jwt.publicKey`.', test: SIGN },
  },
  'preview-off': {
    in: ['preview'],
    what: 'The live config has no `preview.publicKey`, so its pages run no previews.',
    mend: 'Make a pair with `zephr keys --out preview`, and put its public key into `preview.publicKey` of the live config.',
    example: {
      situation: 'A preview link of a page whose config has no member `preview`.',
      test: 'test/page/preview-refused.test.ts',
    },
  },
  'preview-unverified': {
    in: ['preview', 'http'],
    what: 'The preview could not be verified: the page is not a secure context (`https:`, or loopback), the browser lacks WebCrypto or `DecompressionStream`, or a file of the SDK did not arrive.',
    mend: 'Open the page by `https:` in a current browser.',
    example: { situation: 'A page by plain `http:` on a host of the network.', test: READ },
  },
} as const satisfies Record<string, CodeEntry>;
