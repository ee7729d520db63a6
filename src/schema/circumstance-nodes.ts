import { z } from 'zod';
import { isTimeZone } from '../lib/parse-zoned-date.js';
import { compareBy, comparison, dateOrDates } from './conditions.js';
import type { NodeBuilder, NodeSchemas } from './node-builder.js';

const UNKNOWN = { error: 'value-unknown' };
const timeZone = z
  .string(UNKNOWN)
  .min(1, UNKNOWN)
  .refine(isTimeZone, UNKNOWN)
  .describe(
    'Time zone of dates without one: an IANA name such as `Europe/Berlin`, or `local` for that of the reader. Default: UTC.',
  );

type CircumstanceNode =
  | 'country'
  | 'state'
  | 'city'
  | 'zip'
  | 'date-time'
  | 'session-count'
  | 'session-start'
  | 'registered-date'
  | 'segment'
  | 'recognised'
  | 'consent';

/** Creates the schemas of the nodes that ask about place, time, visits, segments, accounts and consent. */
export function createCircumstanceNodes(builder: NodeBuilder): NodeSchemas<CircumstanceNode> {
  return {
    country: builder.condition('country', 'Country: compares the country of the reader.', comparison),
    state: builder.condition('state', 'State: compares the state or region of the reader.', comparison),
    city: builder.condition('city', 'City: compares the city of the reader.', comparison),
    zip: builder.condition('zip', 'Zip Code: compares the postal code of the reader.', comparison),
    'date-time': builder.condition('date-time', 'Date & Time: compares the current time with one or two dates.', {
      ...compareBy(['before', 'after', 'between'], dateOrDates),
      timeZone: timeZone.optional(),
    }),
    'session-count': builder.condition(
      'session-count',
      'Session Count: compares the number of visits of the reader.',
      comparison,
    ),
    'session-start': builder.condition(
      'session-start',
      'Session Start Date: compares the moment at which the visit of the reader began.',
      comparison,
    ),
    'registered-date': builder.condition(
      'registered-date',
      'Registered Date: compares the date on which the reader registered.',
      comparison,
    ),
    segment: builder.condition('segment', 'Segment: compares the segments of the reader.', comparison),
    recognised: builder.condition(
      'recognised',
      'Recognised: the reader is signed in, or was signed in with this browser before.',
    ),
    consent: builder.condition('consent', 'The reader consents, by IAB TCF, GPP or Global Privacy Control.', {
      purpose: z.union([z.string().min(1), z.number()]).describe('Purpose of the processing.'),
    }),
  };
}
