import { z } from 'zod';
import { isSafeUrl } from '../config/is-safe-url.js';
import { noted, soft } from './notes.js';
import { oneOf, text } from './places.js';

/** What the page's tools can be told of, each an event `zephr-…` of this name. */
const EVENTS = ['decision', 'wall-open', 'wall-close', 'submit', 'dismiss', 'conversion', 'fault'];

const events = z
  .array(oneOf(EVENTS, 'Name of an event without `zephr-`.').meta({ id: 'ToolEvent' }))
  .describe('Which events. `decision`, `wall-open`, `submit`, `dismiss` and `conversion` unless told.');

const off = z.literal(false);
const layer = z.strictObject({
  name: text('Name of the global list. `dataLayer` unless told.').meta({ default: 'dataLayer' }).optional(),
  events: events.optional(),
});

// A mistake in what tools are told breaks no decision.

/** The data layer, as Google Tag Manager and Zephr know it. */
export const dataLayer: z.ZodType = soft(
  noted(
    z.union([off, layer]).meta({
      id: 'DataLayerConfig',
      description: 'The list that page views, outcomes and events are pushed to; `false` for none.',
    }),
    { choose: (value) => (typeof value === 'boolean' ? off : layer) },
  ),
);

/** Where events are sent. */
export const analytics: z.ZodType = soft(
  z
    .strictObject({
      endpoint: noted(z.string().min(1).describe('Address that takes them, by POST: https, or http on loopback.'), {
        kind: isSafeUrl,
      }),
      consent: text('Purpose that the reader must have agreed to, as in the node `consent`.').optional(),
      events: events.optional(),
    })
    .meta({ id: 'AnalyticsConfig', description: 'Where events are sent, in batches.' }),
);

const CLASS = /^\.-?[_a-zA-Z][\w-]*$/;

const asked = z.strictObject({
  cssSelector: z
    .string()
    .regex(CLASS)
    .describe('The class of the gated part, such as `.paywall`: search engines take nothing else.'),
  write: z.boolean().describe('Whether a page without a JSON-LD article gets one.').optional(),
});

/** What a page must tell search engines of a feature. */
export const structuredData: z.ZodType = soft(
  asked.meta({
    id: 'StructuredDataConfig',
    description: 'The page’s JSON-LD is held against what an anonymous reader may see of the feature.',
  }),
);
