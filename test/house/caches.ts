/**
 * State that modules hold, each with its reason. Everything else is owned by the session, or by an object that a caller
 * makes: two starts, two documents and two tests share only these.
 */
export const caches: Readonly<Record<string, string>> = {
  'components/feature/create-fragment.ts: policies':
    'The Trusted Types policy of a document, which allows each name once: a second start uses it again.',
  'components/paywall/format-price.ts: formats':
    'Number formats by language and currency: they never change, and making one takes longer than all its uses.',
  'src/lib/parse-zoned-date.ts: formats': 'Date formats by time zone: they never change, and making one is slow.',
  'src/schema/notes.ts: known':
    'Notes by schema: they are complete once the module is loaded, and the library puts them together at each call.',
  'src/schema/plan-of.ts: plans':
    'What a walk needs of a schema: schemas never change once the module is loaded, and the library takes long to say it.',
  'src/seal/choose-primitives.ts: atOnce':
    'The cryptography of the runtime: it is the same for every seal, and is looked for by the first one.',
  'src/texts/load-texts.ts: loaded': 'Files of words by language: each is the same for every start.',
};
