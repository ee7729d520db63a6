import { z } from 'zod';
import { isSafeUrl } from '../config/is-safe-url.js';
import { noted, soft } from './notes.js';
import { oneOf, text } from './places.js';

/** Events that are reported to the tools of a page, each without its prefix `zephr-`. */
const EVENTS = ['decision', 'wall-open', 'wall-close', 'submit', 'dismiss', 'conversion', 'notify', 'fault'];

const events = z
  .array(oneOf(EVENTS, 'Name of an event, without `zephr-`.').meta({ id: 'ToolEvent' }))
  .describe('Events to report. Default: `decision`, `wall-open`, `submit`, `dismiss`, `conversion` and `notify`.');

const FIELDS = ['logged-in', 'active-products', 'session-count'];

const off = z.literal(false);

/** The settings of a data layer that is on. */
export const layer = z.strictObject({
  name: text('Name of the global list. Default: `dataLayer`.').meta({ default: 'dataLayer' }).optional(),
  events: events.optional(),
  fields: z
    .array(oneOf(FIELDS, 'A field of the reader in the page view.').meta({ id: 'DataLayerField' }))
    .describe(
      'Fields of the reader in the page view: `logged-in`, `active-products` and `session-count`. Default: none.',
    )
    .optional(),
  userAttributes: z
    .array(text('Name of a user attribute.'))
    .describe('User attributes that the page view contains. Default: none.')
    .optional(),
  formEvents: z
    .boolean()
    .describe("Pushes Zephr's events of forms: shown, seen, and which fields were changed and left. Default: `false`.")
    .meta({ default: false })
    .optional(),
});

// A mistake in the settings of tools breaks no decision.

/** The data layer, as in Google Tag Manager and Zephr. */
export const dataLayer: z.ZodType = soft(
  noted(
    z.union([off, layer]).meta({
      id: 'DataLayerConfig',
      description: 'List that page views, outcomes and events are pushed to; `false` for none.',
    }),
    { choose: (value) => (typeof value === 'boolean' ? off : layer) },
  ),
);

/** Where events are sent. */
export const analytics = soft(
  z
    .strictObject({
      endpoint: noted(z.string().min(1).describe('Address that receives events by POST: https, or http on loopback.'), {
        kind: isSafeUrl,
      }),
      consent: text('Purpose that the reader must have consented to, as in the node `consent`.').optional(),
      events: events.optional(),
      exits: z
        .boolean()
        .describe('Adds to each decision the exit of every node on its path, for traffic by branch. Default: `false`.')
        .meta({ default: false })
        .optional(),
      conversions: z
        .array(text('The word of a conversion, such as `NEWSLETTER`.'))
        .describe(
          'Words of your own conversions, which the endpoint counts apart. Default: `REGISTERED` and `CUSTOMER`.',
        )
        .optional(),
    })
    .meta({ id: 'AnalyticsConfig', description: 'Sends events to an endpoint, in batches.' }),
);

const CLASS = /^\.-?[_a-zA-Z][\w-]*$/;

const asked = z.strictObject({
  cssSelector: z
    .string()
    .regex(CLASS)
    .describe('Class of the gated part, such as `.paywall`. Search engines accept no other selector.'),
  write: z.boolean().describe('Adds a JSON-LD article to a page that has none.').optional(),
});

/** The structured data that a page must give search engines about a feature. */
export const structuredData: z.ZodType = soft(
  asked.meta({
    id: 'StructuredDataConfig',
    description: 'Checks the JSON-LD of the page against what an anonymous reader may see of the feature.',
  }),
);
