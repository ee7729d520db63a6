import type { CodeEntry } from './code-entry.js';

const OPEN = 'test/unit/seal/open-content.test.ts';
const OPEN_SEAL = 'test/unit/seal/open-seal.test.ts';
const RELEASE = 'test/unit/seal/release-key.test.ts';

/** Reasons why a content is not sealed, or why a seal is not opened. */
export const SEAL_CODES = {
  'seal-broken': {
    in: ['seal', 'fault'],
    what: 'The text is not a seal, or it was changed or cut after it was sealed: the key opens nothing.',
    mend: 'Seal the page again, and compare what the server sends with what `zephr seal` wrote. Optimisers of HTML must leave `<script type="application/jose">` as it is.',
    example: { situation: 'One character of the ciphertext was changed.', test: OPEN },
  },
  'seal-invalid': {
    in: ['seal', 'fault'],
    what: 'The wrapped key of the seal does not belong to its header: one of them was changed, or another key sealed it.',
    mend: 'Seal the page again. Check that the endpoint has the keys in `sealKeys` that the pages are sealed with.',
    example: { situation: 'The wrapped key of one article below the header of another.', test: RELEASE },
  },
  'seal-foreign': {
    in: ['seal', 'fault'],
    what: 'The seal is of another feature than its place.',
    mend: 'Leave the seal where `zephr seal` wrote it: each is for one feature, path and part.',
    example: { situation: 'A seal of the feature `articles` in `<zephr-feature feature="videos">`.', test: OPEN_SEAL },
  },
  'seal-too-large': {
    in: ['seal', 'fault'],
    what: 'The content has more than 16 MiB, or the facts of the page do not fit into the header of the seal.',
    mend: 'Divide the content into several features or pages.',
    example: { situation: 'A seal that inflates to 17 MiB.', test: OPEN },
  },
  'seal-unsupported': {
    in: ['seal', 'fault'],
    what: 'Browser or runtime cannot open seals: the page is not a secure context (`https:`, or loopback), or `DecompressionStream` is missing.',
    mend: 'Serve the page by `https:`. Readers with older browsers see the fallback of the feature.',
    example: { situation: 'A browser without `DecompressionStream`.', test: OPEN },
  },
} as const satisfies Record<string, CodeEntry>;
