import type { CodeEntry } from './code-entry.js';

/** Files of test readers for the config of `ARTICLES`. */
const withExpectation = (expectation: object): object => ({
  version: 1,
  readers: { texan: {} },
  expect: [expectation],
});
const withReader = (reader: object): object => ({ version: 1, readers: { texan: reader } });

const ARTICLES = {
  version: 1,
  splitTests: { heading: { groups: [{ id: 'short' }, { id: 'long' }] } },
  features: {
    articles: { rules: { anonymous: { type: 'split-test', test: 'heading', exits: { short: 'show', long: 'show' } } } },
  },
};

/** Nested lists. */
const nest = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

/** Mistakes in a file of test readers. */
export const READERS_CODES = {
  'readers-not-json': {
    in: ['readers'],
    what: 'The file of test readers is not JSON.',
    mend: 'Correct it at the line and column of the message.',
    example: { readers: '{ "version": 1, "readers": {}, }' },
  },
  'readers-too-deep': {
    in: ['readers'],
    what: 'The file has more levels of lists and objects than can be read.',
    mend: 'Flatten the value at the pointer of the message.',
    example: { situation: 'Claims with 200 lists in each other.', test: 'test/unit/readers/read-readers.test.ts' },
  },
  'reader-unknown': {
    in: ['readers'],
    what: 'An expectation names a reader that the file does not have.',
    mend: 'Correct the name, or add the reader.',
    example: { readers: withExpectation({ reader: 'roman', feature: 'articles', content: 'show' }), config: ARTICLES },
  },
  'expectation-empty': {
    in: ['readers'],
    what: 'An expectation expects nothing.',
    mend: 'Add one of `outcome`, `content`, `components`, `state` and `value`.',
    example: { readers: withExpectation({ reader: 'texan', feature: 'articles' }), config: ARTICLES },
  },
  'tracker-unknown': {
    in: ['readers'],
    what: 'A reader has read articles for a tracker that no trial counts by.',
    mend: 'Use a name of the list in the message. Without `tracker`, a trial counts by the name of its feature.',
    example: { readers: withReader({ read: { stories: 3 } }), config: ARTICLES },
  },
  'group-unknown': {
    in: ['readers'],
    what: 'A reader is in a group that the split test does not have, so their own group counts.',
    mend: 'Use a group of the list in the message.',
    example: { readers: withReader({ groups: { heading: 'middle' } }), config: ARTICLES },
  },
} as const satisfies Record<string, CodeEntry>;

/** Reasons why an edit does not apply. Nothing has changed then. */
export const EDIT_CODES = {
  'edit-malformed': {
    in: ['edit'],
    what: 'A value is not an edit, or not a list of edits.',
    mend: 'An edit has `pointer`, and `before`, `after` or both.',
    example: { module: 'checkEdits([{ pointer: "features" }]);' },
  },
  'edit-too-large': {
    in: ['edit'],
    what: 'There are too many edits, or a value has too many levels.',
    mend: 'Apply the edits in several steps.',
    example: { module: 'checkEdits(Array(10001).fill({ pointer: "/version", after: 1 }));' },
  },
  'edit-place-missing': {
    in: ['edit'],
    what: 'The object or list that the edit is about is missing, or the value that it replaces.',
    mend: 'Read the config again: the place was removed or renamed.',
    example: { module: 'applyEdits({ version: 1 }, [{ pointer: "/features/articles", after: {} }]);' },
  },
  'edit-place-taken': {
    in: ['edit'],
    what: 'The member that the edit adds is there already.',
    mend: 'Read the config again, and replace the member instead.',
    example: { module: 'applyEdits({ version: 1 }, [{ pointer: "/version", after: 2 }]);' },
  },
  'edit-outdated': {
    in: ['edit'],
    what: 'The value at the place is not the one that the edit expects: another edit has changed it.',
    mend: 'Read the config again, and make the edit for the value that is there.',
    example: { module: 'applyEdits({ version: 1 }, [{ pointer: "/version", before: 0, after: 2 }]);' },
  },
  'edit-text-not-json': {
    in: ['edit'],
    what: 'The text that the edits are to be written into is not JSON.',
    mend: 'Correct the text at the line and column of the error.',
    example: { module: 'writeEdits(\'{ "version": 1, }\', [{ pointer: "/version", before: 1, after: 2 }]);' },
  },
} as const satisfies Record<string, CodeEntry>;

/** Reasons why a file is not an exported decision that this version can decide again. */
export const REPLAY_CODES = {
  'decision-not-json': {
    in: ['replay'],
    what: 'The file is not JSON.',
    mend: 'Save the whole output of `Zephr.exportDecision()` or `zephr explain --export`.',
    example: { decision: '{ "format": "zephr-decision/1"' },
  },
  'decision-too-large': {
    in: ['replay'],
    what: 'The file is larger than an exported decision can be.',
    mend: 'Check that it is an exported decision.',
    example: { decision: ' '.repeat(1_048_577) },
  },
  'decision-too-deep': {
    in: ['replay'],
    what: 'The file has more levels of lists and objects than can be read.',
    mend: 'Check that it is an exported decision.',
    example: { decision: nest(600) },
  },
  'decision-format': {
    in: ['replay'],
    what: 'The file is JSON, and not an exported decision: `format` is missing or something else.',
    mend: 'Save the whole output of `Zephr.exportDecision()` or `zephr explain --export`.',
    example: { decision: { feature: 'articles' } },
  },
  'decision-newer': {
    in: ['replay'],
    what: 'A newer version has exported the decision.',
    mend: 'Update the package.',
    example: { decision: { format: 'zephr-decision/2' } },
  },
} as const satisfies Record<string, CodeEntry>;
