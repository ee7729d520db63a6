import { z } from 'zod';
import type { NodeType } from '../config/known-names.js';
import { isRecord } from '../lib/is-record.js';
import { isTimeZone } from '../lib/parse-zoned-date.js';
import { compareBy, comparison, dateOrDates, hours } from './conditions.js';
import { noted } from './notes.js';
import { claimOrPath, count, mapOf, oneOf, reference, text } from './places.js';

/**
 * Describes every node of the palette.
 *
 * @param step - Where an exit may lead.
 */
export function describeNodes(step: z.ZodType): Readonly<Record<NodeType, z.ZodObject>> {
  const exit = (help: string): z.ZodType => noted(step.describe(help), { missing: 'exit-missing' });
  const unknown = exit('Where it goes when the datum is missing or of the wrong type. Unless told, where `no` leads.');
  const exits = { yes: exit('Where yes leads.'), no: exit('Where no leads.'), unknown: unknown.optional() };
  const idle = exit('Never taken: there always is an answer.').optional();
  // Which of them are missing depends on the split test or sub rule.
  const namedExits = (help: string): z.ZodType => noted(mapOf(step, help), { missing: null });
  const tracker = text(
    'Name of the tracker that counts; several nodes may share one. A feature has its own unless told.',
  );

  const node = (type: NodeType, help: string, fields: z.core.$ZodLooseShape): z.ZodObject =>
    noted(
      z
        .strictObject({ type: z.literal(type).describe(help), ...fields })
        .meta({ id: `${toPascalCase(type)}Node`, description: help }),
      { recurs: true },
    );
  const question = (type: NodeType, help: string, fields: z.core.$ZodLooseShape = {}): z.ZodObject =>
    node(type, help, { ...fields, ...exits });

  return {
    'jwt-token': question('jwt-token', 'JWT Token: holds a claim of the verified token against a condition.', {
      property: claimOrPath('A claim by its own name, or a JSONPath that begins with `$`.'),
      ...comparison,
    }),
    'jwt-expired': question('jwt-expired', 'JWT Expired: the token was good once, and its time is over.'),
    'user-attribute': question(
      'user-attribute',
      'User Attribute: holds an attribute of the reader against a condition.',
      {
        attribute: text('Name of the attribute.'),
        ...comparison,
      },
    ),
    'has-product': question('has-product', 'Has Product: the reader holds this product of the catalogue.', {
      product: reference('products', 'Id of an entry of `products`.', 'type-wrong', 'type-wrong'),
    }),
    feature: question('feature', 'Feature: the reader holds a product that gives this feature.', {
      feature: reference('features', 'Id of an entry of `features`.', 'type-wrong', 'type-wrong'),
    }),
    'user-state': question('user-state', 'User state: what the reader is for the feature that is being decided.', {
      is: oneOf(['anonymous', 'registered', 'customer'], 'The state that is asked for.'),
    }),
    trial: question('trial', 'Trial: so many articles are free. Yes while some are left, no when they are used up.', {
      tracker: tracker.optional(),
      limit: count('Articles that are free. 10 unless told.').meta({ default: 10 }).optional(),
      counts: oneOf(['unique-article', 'page-view'], 'What is counted. `unique-article` unless told.').optional(),
      window: trialWindow.optional(),
      remaining: mapOf(step, 'Exits of their own for a number of articles that are left: `{ "1": step }`.').optional(),
    }),
    'time-trial': question('time-trial', 'Time trial: all is free for a while, from the first visit on.', {
      tracker: tracker.optional(),
      duration: z.number().positive().describe('Length of the trial, in units.'),
      unit: oneOf(['minutes', 'hours', 'days'], 'Unit of the duration.'),
    }),
    'split-test': node('split-test', 'Split test: an exit for each group; a reader stays in his.', {
      test: reference('splitTests', 'Id of an entry of `splitTests`.'),
      exits: namedExits('Where each group goes, by its id.'),
      unknown: idle,
    }),
    device: question('device', 'Device Type: what the reader holds in his hand.', {
      is: oneOf(
        ['desktop', 'mobile', 'appliance', 'crawler'],
        'The device. Tablets are mobile, television sets appliances.',
      ),
    }),
    browser: question('browser', 'Browser: the family of the browser.', {
      is: oneOf(['chrome', 'edge', 'firefox', 'safari', 'opera', 'samsung', 'other'], 'The family that is asked for.'),
    }),
    'user-agent': question(
      'user-agent',
      'User Agent: holds the text that the browser sends against a condition.',
      comparison,
    ),
    'url-path': question(
      'url-path',
      'URL Path: holds the path of the page, without query and fragment, against a condition.',
      comparison,
    ),
    'query-param': question('query-param', 'Query Param: holds a parameter of the address against a condition.', {
      key: text('Name of the parameter.'),
      ...comparison,
    }),
    referrer: question(
      'referrer',
      'Referrer: holds the address that the reader came from against a condition.',
      comparison,
    ),
    'meta-tag': question('meta-tag', 'Meta Tags: holds the content of a meta tag against a condition.', {
      name: text('The tag’s `name` or `property`.'),
      ...comparison,
    }),
    'published-date': question('published-date', 'Published Date: how long ago the article came out.', {
      ...compareBy(['older-than', 'newer-than'], hours),
    }),
    'custom-data': question('custom-data', 'Custom Data: holds what the site’s own code passed against a condition.', {
      property: text('Name of the datum.'),
      ...comparison,
    }),
    cookie: question('cookie', 'Holds a cookie against a condition.', {
      name: text('Name of the cookie.'),
      ...comparison,
    }),
    country: question('country', 'Country: holds the reader’s country against a condition.', comparison),
    state: question('state', 'State: holds the state or region that the reader is in against a condition.', comparison),
    city: question('city', 'City: holds the city that the reader is in against a condition.', comparison),
    zip: question('zip', 'Zip Code: holds the reader’s postal code against a condition.', comparison),
    'date-time': question('date-time', 'Date & Time: holds the present moment against a date, or two.', {
      ...compareBy(['before', 'after', 'between'], dateOrDates),
      timeZone: timeZone.optional(),
    }),
    'session-count': question(
      'session-count',
      'Session Count: holds the number of the reader’s visits against a condition.',
      comparison,
    ),
    'registered-date': question(
      'registered-date',
      'Registered Date: holds the date of the reader’s registration against a condition.',
      comparison,
    ),
    segment: question('segment', 'Segment: holds the segments that the reader is in against a condition.', comparison),
    consent: question('consent', 'Whether the reader consents, by IAB TCF, GPP or Global Privacy Control.', {
      purpose: z.union([z.string().min(1), z.number()]).describe('Purpose of the processing that is asked about.'),
    }),
    gift: question('gift', 'Gift URL: the address has a gift token that is good for this reader.'),
    'sub-rule': node(
      'sub-rule',
      'Sub Rule: goes through a rule of `subRules`, and on by the exit that it is left by.',
      {
        rule: reference('subRules', 'Id of an entry of `subRules`.'),
        exits: namedExits('Where each exit of the sub rule leads, by its name.'),
        unknown: exits.unknown,
      },
    ),
  };
}

const days = z.strictObject({ days: z.number().positive().describe('So many days back from now.') });
const period = z.enum(['lifetime', 'calendar-day', 'calendar-week', 'calendar-month'], { error: 'value-unknown' });
const trialWindow = noted(
  z.union([period, days]).meta({
    id: 'TrialWindow',
    description: 'How far back counting looks. `lifetime` unless told; weeks begin on Monday, months on the 1st.',
  }),
  { choose: (value) => (isRecord(value) ? days : period) },
);

const UNKNOWN = { error: 'value-unknown' };
const timeZone = z
  .string(UNKNOWN)
  .min(1, UNKNOWN)
  .refine(isTimeZone, UNKNOWN)
  .describe(
    'Zone of dates without one: an IANA name such as `Europe/Berlin`, or `local` for the reader’s own. UTC unless told.',
  );

function toPascalCase(name: string): string {
  return name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase());
}
