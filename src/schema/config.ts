import { z } from 'zod';
import { NODE_TYPES } from '../config/known-names.js';
import { own } from '../lib/own.js';
import { component } from './components.js';
import { jwt } from './jwt.js';
import { noted, soft } from './notes.js';
import { outcome } from './outcome.js';
import { amount, mapOf, reference, text, textOrTexts } from './places.js';
import { rule, subRule } from './steps.js';
import { analytics, dataLayer, structuredData } from './tools.js';

const title = soft(z.string().describe('Name for people.')).optional();
const description = soft(z.string().describe('Note for people.')).optional();

const product = z
  .strictObject({
    title,
    description,
    claimValue: textOrTexts('Values of the product claim that give this product; compared whole and case-sensitively.'),
    features: z
      .array(reference('features', 'Id of an entry of `features`.', 'feature-unknown'))
      .describe('The features that its holders get.'),
  })
  .meta({ id: 'ProductConfig', description: 'A product: what a reader can hold, and the features that come with it.' });

const bySelector = z.strictObject({ selector: soft(text('A CSS selector of the content.')) });
const byComment = z.strictObject({ comment: soft(text('The slug between the comment markers around the content.')) });
const target = noted(z.union([bySelector, byComment]).describe('Where the content is, without a `<zephr-feature>`.'), {
  choose: (value) => (own(value, 'comment') === undefined ? bySelector : byComment),
});

const show = z.literal('show');
const fallback = noted(
  z
    .union([show, outcome])
    .describe('For a fault or a time-out. Without one the content stays hidden, and a line says so.'),
  { choose: (value) => (value === 'show' ? show : outcome) },
);

const states = noted(
  z.strictObject({
    anonymous: rule.describe('For readers who are not signed in. Without it they are shown the content.').optional(),
    registered: rule
      .describe('For readers with a valid token but no product with this feature. Without it: as for anonymous ones.')
      .optional(),
    customer: rule
      .describe('For readers who hold a product with this feature. Without it they are shown the content.')
      .optional(),
  }),
  { strange: 'state-unknown' },
);

const feature = z
  .strictObject({
    title,
    description,
    rules: states.describe('What is decided, by user state.').optional(),
    target: target.optional(),
    fallback: fallback.optional(),
    pending: z
      .strictObject({
        timeout: amount('Milliseconds until the fallback is shown. 2000 unless told.')
          .meta({ default: 2000 })
          .optional(),
        minHeight: soft(
          z
            .union([z.number(), text('')])
            .describe('Least height of the place, from before it is decided on: a CSS length, or a number of pixels.'),
        ).optional(),
      })
      .describe('What holds until a decision is made.')
      .optional(),
    structuredData: structuredData.optional(),
  })
  .meta({ id: 'FeatureConfig', description: 'A feature: a part of the site that is gated.' });

const group = z.strictObject({
  id: text('Name of the group; an exit of the node has the same.'),
  weight: amount('Its share, in relation to the others.'),
});

const splitTest = z
  .strictObject({ title, groups: z.array(group).min(1).describe('The groups; a reader stays in his.') })
  .meta({ id: 'SplitTestConfig', description: 'A split test: readers are put into groups at random.' });

/** The whole config, `zephr.json`. */
export const config: z.ZodObject = z
  .strictObject({
    $schema: soft(z.string().describe('Address of this schema, for editors.')).optional(),
    version: z.literal(1, { error: 'version-unknown' }).describe('Version of the format: 1.'),
    requires: z
      .array(text('A type of node.').meta({ examples: [...NODE_TYPES] }))
      .describe(
        'Types of nodes that the config cannot do without. A page with an older SDK disables only what uses them.',
      )
      .optional(),
    jwt: jwt.optional(),
    products: mapOf(product, 'The catalogue of products, by id.').optional(),
    components: mapOf(component, 'What outcomes can show, by id.').optional(),
    texts: soft(
      z
        .record(z.string(), z.unknown())
        .describe('Words of your own for all walls instead of the default ones, by key, or by language and key.'),
    ).optional(),
    outcomes: mapOf(outcome, 'Outcomes that several rules share, by id.').optional(),
    subRules: mapOf(subRule, 'Rules that are entered from other rules, by id.').optional(),
    splitTests: mapOf(splitTest, 'Split tests, by id.').optional(),
    customElements: soft(
      z
        .record(z.string(), z.array(z.string()))
        .describe('Elements of the site’s own that custom blocks may hold, each with the names of its attributes.'),
    ).optional(),
    dataLayer: dataLayer.optional(),
    analytics: analytics.optional(),
    features: mapOf(feature, 'The parts of the site that are gated, by id.'),
  })
  .meta({ title: 'Config of zephr-onpage', description: 'What readers may see, and what they see instead.' });
