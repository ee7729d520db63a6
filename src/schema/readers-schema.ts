import { z } from 'zod';
import type { Kind } from '../config/check-shape.js';
import { parseDate } from '../lib/parse-date.js';
import { MAX_READ_VIEWS } from './limits.js';
import { noted } from './notes.js';
import { content } from './outcome.js';
import { mapOf, oneOf, text } from './places.js';

const isMoment: Kind = (value) =>
  typeof value !== 'string' ? 'type-wrong' : Number.isNaN(parseDate(value)) ? 'value-invalid' : true;
const isReadCount: Kind = (value) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MAX_READ_VIEWS ? true : 'value-invalid';

function values(help: string): z.ZodOptional {
  return z.record(z.string(), z.unknown()).describe(help).optional();
}

const title = z.string().describe('Name for people.').optional();

const page = z
  .strictObject({
    url: z.string().describe('Address of the page, whole or from the path on.').optional(),
    referrer: z.string().describe('Address that the reader came from; empty for a direct visit.').optional(),
    userAgent: z.string().describe('Name that the browser gives itself.').optional(),
    meta: values('Contents of meta tags, by name.'),
    cookies: values('Cookies, by name; never the token.'),
    customData: values('Custom data of the page, by name.'),
    facts: values('Facts of the page. Those of the reader go before them.'),
  })
  .meta({ id: 'ReaderPage', description: 'The page that a reader opens.' });

const view = z.strictObject({
  item: z.string().describe('The article.'),
  at: z.number().describe('When it was counted, in ms since 1970.'),
  view: z.string().describe('Id of the page view that counted it.').optional(),
});

const usage = z
  .strictObject({
    reader: z.string().describe('Key of a reader without an id: the same key, the same groups.').optional(),
    item: z.string().describe('The article that this page view counts as. Default: the path of the page.').optional(),
    view: z.string().describe('Id of this page view.').optional(),
    latest: z.number().describe('The latest moment at which the reader was seen, in ms since 1970.').optional(),
    trials: mapOf(z.array(view), 'Counted views, by tracker.').optional(),
    timeTrials: mapOf(z.number(), 'Starts of time trials, by tracker, in ms since 1970.').optional(),
    timeZone: z.string().describe('Zone whose calendar counts. Default: `UTC`.').optional(),
  })
  .meta({ id: 'ReaderUsage', description: 'Counts of a reader, as an exported decision has them.' });

const reader = z
  .strictObject({
    title,
    token: oneOf(
      ['none', 'valid', 'expired', 'invalid', 'unreachable'],
      'Result of verifying the token. Default: `valid` with `claims`, else `none`.',
    ).optional(),
    claims: values('Claims of the token. They count only while it is valid. Never a token itself.'),
    user: values('The record of the reader in your user store.'),
    page: page.optional(),
    facts: values('Facts about the reader: country, city, segments, consent …'),
    read: mapOf(
      noted(z.number().describe('A whole number of articles from 0 to 10,000.').meta({ type: 'integer', minimum: 0 }), {
        kind: isReadCount,
      }),
      'Articles that the reader has just read, by tracker of a trial. This page does not count among them.',
    ).optional(),
    usage: usage.optional(),
    groups: mapOf(text('Id of a group of the split test.'), 'Groups of split tests, by id of the test.').optional(),
    at: noted(
      z
        .string()
        .describe('The moment, as 2026-03-02 or 2026-03-02T12:00+01:00; without a zone it is UTC. Default: now.'),
      { kind: isMoment },
    ).optional(),
  })
  .meta({ id: 'TestReader', description: 'A reader to decide for, and the page that they open.' });

const expectation = z
  .strictObject({
    says: z.string().describe('The expectation as a sentence, for people.').optional(),
    reader: text('Id of an entry of `readers`.'),
    feature: text('Id of a feature of the config.'),
    outcome: z.string().describe('Id of the outcome.').optional(),
    content: content.optional(),
    components: z.array(z.string()).describe('Ids of the components that are shown, in order.').optional(),
    state: oneOf(['anonymous', 'registered', 'customer'], 'User state of the reader for the feature.').optional(),
    value: z.unknown().describe('The value of the outcome.').optional(),
  })
  .meta({
    id: 'Expectation',
    description: 'Expected decision of a feature for a reader. At least one member is expected.',
  });

/** The file of test readers, `zephr.readers.json`. */
export const readersSchema: z.ZodObject = z
  .strictObject({
    $schema: z.string().describe('Address of this schema, for editors.').optional(),
    version: z.literal(1, { error: 'version-unknown' }).describe('Version of the format: 1.'),
    readers: mapOf(reader, 'Readers, by id.'),
    expect: z.array(expectation).describe('Expected decisions.').optional(),
  })
  .meta({
    title: 'Test readers of zephr-onpage',
    description: 'Readers that a config is tested with, and what they are expected to get. Pages never load this file.',
  });
