import type { CodeEntry } from './code-entry.js';

const OPEN = 'test/unit/seal/open-content.test.ts';
const OPEN_SEAL = 'test/unit/seal/open-seal.test.ts';
const PAGE = 'test/unit/sealer/seal-page.test.ts';
const CHECK = 'test/unit/sealer/check-page.test.ts';
const FOLDER = 'test/unit/sealer/check-folder.test.ts';
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
  'seal-key-invalid': {
    in: ['seal'],
    what: 'A sealing key is not one: it is not `{ kid, key }` with 32 octets as base64url, its id has a dot or comes twice, or the list is empty.',
    mend: 'Make one with `zephr keys --seal`, and set `ZEPHR_SEAL_KEYS` to it.',
    example: { situation: '`ZEPHR_SEAL_KEYS` with a key of 31 octets.', test: PAGE },
  },
  'seal-unclosed': {
    in: ['seal'],
    what: 'A `<zephr-feature>` has no end tag, or an element in it is open at its end tag, which a browser then ignores.',
    mend: 'Write the end tags. A minifier of HTML must not leave them out before it.',
    example: { situation: '`<zephr-feature feature="articles"><p>Story</zephr-feature>`.', test: PAGE },
  },
  'seal-nested': {
    in: ['seal'],
    what: 'A `<zephr-feature>` is inside another one, so what is sealed would be sealed in a seal.',
    mend: 'Put the elements beside each other.',
    example: { situation: 'A place of the feature `videos` in one of `articles`.', test: PAGE },
  },
  'seal-empty': {
    in: ['seal'],
    what: 'There is nothing to seal: the `<zephr-feature>` or the fragment is empty.',
    mend: 'Leave the element out on pages without content for it.',
    example: { situation: '`<zephr-feature feature="articles"></zephr-feature>`.', test: PAGE },
  },
  'seal-short': {
    in: ['seal'],
    what: 'The content is not longer than `seal.clear` says, so nothing would be left to seal. All of it is sealed. A note: `zephr seal` ends with exit code 0.',
    mend: 'Nothing, or leave the element out on short pages.',
    example: { situation: 'A story of 40 words, and `"clear": { "words": 60 }`.', test: PAGE },
  },
  'seal-path': {
    in: ['seal'],
    what: 'The path of the page is not known, or the seal is for another path than the canonical link of its page: the endpoint decides by the path of the seal.',
    mend: 'Write `<link rel="canonical">`, or use `--path` or `--base`. After a page has moved, seal it again.',
    example: { situation: 'A page sealed for `/story` whose canonical link is `/news/story`.', test: CHECK },
  },
  'seal-encoding': {
    in: ['seal'],
    what: 'The page is not UTF-8.',
    mend: 'Write the page as UTF-8: sealed content has no other encoding.',
    example: { situation: 'A page in ISO 8859-1.', test: FOLDER },
  },
  'seal-leak': {
    in: ['seal'],
    what: 'Eight words in a row of a sealed part are in clear elsewhere: in JSON-LD, a meta tag, a feed, a search index, a script, the data of a framework, or a copy of the text.',
    mend: 'Cut or leave out the text at the place that the message names. `articleBody` is not needed by search engines.',
    example: { situation: 'A page whose JSON-LD has the whole story as `articleBody`.', test: FOLDER },
  },
  'not-sealed': {
    in: ['seal', 'page'],
    what: 'A feature is declared sealed, and its content is in the page in clear.',
    mend: 'Run `zephr seal` over what is deployed, after everything else that writes pages.',
    example: {
      markup: '<zephr-feature feature="articles">Story</zephr-feature>',
      config: {
        version: 1,
        features: { articles: { protection: 'sealed', rules: { anonymous: { content: 'hide' } } } },
      },
    },
  },
  'seal-retired': {
    in: ['seal'],
    what: 'A seal has a key that opens and no longer seals. A note: it changes no exit code.',
    mend: 'Seal again with `--rekey`, when the old key is to end.',
    example: { situation: 'A page sealed before the keys were rotated.', test: CHECK },
  },
  'seal-public-file': {
    in: ['seal'],
    what: 'The sealed content names images, scripts or other files by their addresses, and these are as public as before. A note: it changes no exit code.',
    mend: 'Nothing, where they may be seen. Otherwise write small images as `data:` addresses, or have the server of the files ask for access.',
    example: { situation: 'A sealed story with `<img src="/photo.jpg">`.', test: CHECK },
  },
  'seal-unsupported': {
    in: ['seal', 'fault'],
    what: 'Browser or runtime cannot open seals: the page is not a secure context (`https:`, or loopback), or `DecompressionStream` is missing.',
    mend: 'Serve the page by `https:`. Readers with older browsers see the fallback of the feature.',
    example: { situation: 'A browser without `DecompressionStream`.', test: OPEN },
  },
} as const satisfies Record<string, CodeEntry>;
