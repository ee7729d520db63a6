import { z } from 'zod';
import { NODE_TYPES } from '../config/known-names.js';
import { own } from '../lib/own.js';
import { component, siteOffer } from './components.js';
import { jwt } from './jwt.js';
import { noted, soft } from './notes.js';
import { outcome } from './outcome.js';
import { amount, mapOf, reference, text, textOrTexts } from './places.js';
import { preview } from './preview.js';
import { protection, seal, sealing } from './protection.js';
import { siteNames, sites } from './sites.js';
import { rule, subRule } from './steps.js';
import { analytics, dataLayer, structuredData } from './tools.js';

const title = soft(z.string().describe('Name for people.')).optional();
const description = soft(z.string().describe('Note for people.')).optional();

const product = z
  .strictObject({
    title,
    description,
    claimValue: textOrTexts(
      'Values of the product claim that grant this product. Compared as a whole; case-sensitive.',
    ),
    features: z
      .array(reference('features', 'Id of an entry of `features`.', 'feature-unknown'))
      .describe('The features that its holders get.'),
    sites: siteNames(
      'The sites on which it counts: ids of entries of `sites`, or `group:` and the name of a group. Default: all.',
    ).optional(),
  })
  .meta({ id: 'ProductConfig', description: 'A product that readers can hold, and the features that it grants.' });

const bySelector = z.strictObject({ selector: soft(text('CSS selector of the content.')) });
const byComment = z.strictObject({ comment: soft(text('Slug in the comment markers around the content.')) });
const target = noted(
  z.union([bySelector, byComment]).describe('Where the content is on a page without `<zephr-feature>`.'),
  {
    choose: (value) => (own(value, 'comment') === undefined ? bySelector : byComment),
  },
);

const show = z.literal('show');
const fallback = noted(
  z
    .union([show, outcome])
    .describe('Shown after a fault or a time-out. Default: the content stays hidden, and a line says so.'),
  { choose: (value) => (value === 'show' ? show : outcome) },
);

const states = noted(
  z.strictObject({
    anonymous: rule.describe('For readers who are not signed in. Default: the content is shown.').optional(),
    registered: rule
      .describe(
        'For readers with a valid token but no product with this feature. Default: the rule for anonymous readers.',
      )
      .optional(),
    customer: rule
      .describe('For readers who hold a product with this feature. Default: the content is shown.')
      .optional(),
  }),
  { unknownMember: 'state-unknown' },
);

const feature = z
  .strictObject({
    title,
    description,
    rules: states.describe('The rules, by user state.').optional(),
    target: target.optional(),
    fallback: fallback.optional(),
    pending: z
      .strictObject({
        timeout: amount('Time until the fallback is shown, in ms. Default: 2000.').meta({ default: 2000 }).optional(),
        minHeight: soft(
          z
            .union([z.number(), text('')])
            .describe('Minimum height of the feature element, from the start: a CSS length, or a number of pixels.'),
        ).optional(),
      })
      .describe('Behaviour until a decision is made.')
      .optional(),
    structuredData: structuredData.optional(),
    protection: protection.optional(),
    seal: seal.optional(),
  })
  .meta({ id: 'FeatureConfig', description: 'A feature: a gated part of the site.' });

const group = z.strictObject({
  id: text('Name of the group and of its exit.'),
  title: text('Name of the group for people, as in the data layer.').optional(),
  weight: amount('Share of the group, relative to the weights of the other groups.'),
});

const splitTest = z
  .strictObject({ title, groups: z.array(group).min(1).describe('The groups. A reader stays in the same group.') })
  .meta({ id: 'SplitTestConfig', description: 'A split test: assigns readers to groups at random.' });

/** The whole config, `zephr.json`. */
export const configSchema: z.ZodObject = z
  .strictObject({
    $schema: soft(z.string().describe('Address of this schema, for editors.')).optional(),
    version: z.literal(1, { error: 'version-unknown' }).describe('Version of the format: 1.'),
    requires: z
      .array(text('A type of node.').meta({ examples: [...NODE_TYPES] }))
      .describe('Types of nodes that the config requires. An older SDK disables only the features that use them.')
      .optional(),
    jwt: jwt.optional(),
    sites: sites.optional(),
    products: mapOf(product, 'Products, by id.').optional(),
    components: mapOf(component, 'Components that outcomes show, by id.').optional(),
    offers: mapOf(
      siteOffer,
      'Offers of the whole site, by id. Paywalls, custom blocks and outcomes name them.',
    ).optional(),
    texts: soft(
      z
        .record(z.string(), z.unknown())
        .describe('Replaces default texts of all walls, by key, or by language and key.'),
    ).optional(),
    outcomes: mapOf(outcome, 'Outcomes that rules share, by id.').optional(),
    subRules: mapOf(subRule, 'Rules that other rules enter, by id.').optional(),
    splitTests: mapOf(splitTest, 'Split tests, by id.').optional(),
    customElements: soft(
      z
        .record(z.string(), z.array(z.string()))
        .describe('Custom elements of the site that custom blocks may contain, each with the names of its attributes.'),
    ).optional(),
    usage: soft(
      z
        .strictObject({
          item: z
            .enum(['canonical', 'path'])
            .describe(
              'Name of an article that the page does not name: its canonical address, else its path; or always its path. Default: `canonical`.',
            )
            .optional(),
        })
        .describe('How articles are counted.'),
    ).optional(),
    dataLayer: dataLayer.optional(),
    analytics: analytics.optional(),
    preview: preview.optional(),
    sealing: sealing.optional(),
    features: mapOf(feature, 'Gated parts of the site, by id.'),
  })
  .meta({
    title: 'Config of zephr-onpage',
    description: 'The parts of a site that readers may see, and the walls that they see instead.',
  });
