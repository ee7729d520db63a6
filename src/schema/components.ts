import { z } from 'zod';
import { isSafeUrl } from '../config/is-safe-url.js';
import { own } from '../lib/own.js';
import { noted, soft } from './notes.js';
import { text } from './places.js';

// A wall uses the valid members of its component, so a mistake in most of them breaks no decision.
const words = (help: string): z.ZodType => soft(z.string().describe(help)).optional();
const flag = (help: string): z.ZodType => soft(z.boolean().describe(help)).optional();
const address = (help: string): z.ZodType => soft(text(help));
const oneOfWords = (names: readonly string[], help: string): z.ZodType =>
  soft(z.enum(names, { error: 'value-unknown' }).describe(help));

const signIn = z
  .strictObject({
    href: address(
      'Where the reader signs in. Values in templates are percent-encoded and decide neither scheme nor host.',
    ),
    text: words('The question before the link.'),
    label: words('Text of the link.'),
    returnParameter: words('Name of the query parameter that holds the return address.'),
    returnTo: words('Return address on the same origin. Default: the current page.'),
  })
  .meta({ id: 'SignInConfig', description: 'The line for readers who already have an account.' });

const option = z.strictObject({
  value: soft(z.string().describe('Value that is submitted.')),
  label: words('Text that is shown. Default: the value.'),
});

const field = z
  .strictObject({
    name: soft(text('Name under which the value is submitted.')),
    type: oneOfWords(
      ['email', 'password', 'name', 'text', 'select', 'checkbox', 'consent'],
      'Type of the field. A consent is never preselected.',
    ),
    label: words('Label of the field.'),
    required: flag('Whether the field is required.'),
    hint: words('Hint for the reader, such as the requirements of a password.'),
    minLength: soft(z.number().int().min(1).describe('Minimum number of characters.')).optional(),
    autocomplete: words('Autofill token, such as `given-name`.'),
    options: soft(z.array(option).describe('Choices of a `select`.')).optional(),
    href: address('Address that explains a consent.').optional(),
  })
  .meta({ id: 'FieldConfig', description: 'A field of a registration wall.' });

const price = z
  .strictObject({
    amount: soft(z.number().describe('Amount, such as 9.9.')),
    currency: soft(
      z
        .string()
        .regex(/^[A-Za-z]{3}$/, { error: 'value-unknown' })
        .describe('Currency code (ISO 4217), such as `EUR`.'),
    ),
  })
  .meta({ id: 'Price', description: 'An amount in a currency.' });

const offerMembers = {
  title: words('Title. Default: the id.'),
  text: words('Line below the title.'),
  price: soft(price.describe('Price.')).optional(),
  per: oneOfWords(['day', 'week', 'month', 'year'], 'Billing period of the price.').optional(),
  badge: words('Short text that highlights the offer, such as "Most chosen".'),
  features: soft(z.array(z.string()).describe('Contents of the offer, one line each.')).optional(),
  action: words('Text of the button or link.'),
  href: address('Address of the checkout. Without it the offer only fires `zephr-submit`.').optional(),
};

const offer = z
  .strictObject({ id: text('Name of the offer in events.'), ...offerMembers })
  .meta({ id: 'OfferConfig', description: 'An offer of a paywall.' });

/** An offer of the whole site, by its id. */
export const siteOffer: z.ZodObject = z
  .strictObject(offerMembers)
  .meta({ id: 'SiteOfferConfig', description: 'An offer of the whole site. Its name in `offers` is its id.' });

const siteOfferId = noted(text('Id of an entry of `offers`.'), { refers: 'offers' });
const paywallOffer = noted(z.union([siteOfferId, offer]), {
  choose: (value) => (typeof value === 'string' ? siteOfferId : offer),
});

const heading = words('The heading.');
const headingLevel = soft(
  z
    .number()
    .int()
    .min(1)
    .max(6)
    .describe('Level of the heading. Default: one below the preceding heading of the page.'),
).optional();
const texts = soft(
  z.record(z.string(), z.unknown()).describe('Replaces default texts, by key, or by language and key.'),
).optional();
const body = words('Text below the heading.');

const registrationWall = z
  .strictObject({
    type: z.literal('registration-wall').describe('Asks the reader to register.'),
    heading,
    headingLevel,
    text: body,
    texts,
    action: address('Address that receives the form. Without it the wall only fires `zephr-submit`.').optional(),
    submit: oneOfWords(
      ['fetch', 'form'],
      'How the form is sent: `fetch` stays on the page, `form` leaves it. Default: `fetch`.',
    ).optional(),
    button: words('Text of the button.'),
    fields: soft(z.array(field).describe('Fields of the form. Default: an e-mail address.')).optional(),
    signIn: soft(signIn).optional(),
  })
  .meta({ id: 'RegistrationWallConfig', description: 'A registration wall: asks the reader to register.' });

const paywall = z
  .strictObject({
    type: z.literal('paywall').describe('Asks the reader to subscribe.'),
    heading,
    headingLevel,
    text: body,
    texts,
    offers: z
      .array(paywallOffer)
      .describe('Offers, in order: each written in place, or the id of an entry of `offers`.')
      .optional(),
    toggle: flag('Lets the reader switch between monthly and yearly offers instead of listing all of them.'),
    trial: soft(z.union([z.boolean(), z.string()]).describe('Text about the trial; `false` for none.')).optional(),
    signIn: soft(signIn).optional(),
  })
  .meta({ id: 'PaywallConfig', description: 'A paywall: asks the reader to subscribe.' });

const offerId = text('Id of an entry of `offers`, or of an offer of one of the paywalls.');
const blockOffer = noted(
  z.union([offerId, offer]).describe('The offer of `{{offer.title}}`: an offer, or the id of one.'),
  {
    choose: (value) => (typeof value === 'string' ? offerId : offer),
  },
);

const customBlock = z
  .strictObject({
    type: z.literal('custom-block').describe('Shows custom markup.'),
    html: words(
      'Markup as a Mustache template. It is filled with `claims`, `variables` and other data, then sanitised. Values in ' +
        'addresses are percent-encoded and decide neither scheme nor host, except in triple braces.',
    ),
    src: soft(
      noted(text('Address of the markup: the same origin, https, or http on loopback.'), {
        kind: isSafeUrl,
      }),
    ).optional(),
    offer: soft(blockOffer).optional(),
    variables: soft(z.record(z.string(), z.unknown()).describe('Values for `{{variables.name}}`.')).optional(),
  })
  .meta({ id: 'CustomBlockConfig', description: 'A block of custom markup.' });

/** The components by type. */
export const components: Readonly<Record<string, z.ZodObject>> = {
  'registration-wall': registrationWall,
  paywall,
  'custom-block': customBlock,
};

const withId = z.looseObject({ id: text('') });
const anyOffer = noted(z.union([text(''), withId]), {
  choose: (value) => (typeof value === 'string' ? text('') : withId),
});

/** The members that compiling checks in a component of any type. */
const anyComponent = z.looseObject({ type: text(''), offers: z.array(anyOffer).optional() });

/** A component of an unknown type. Its feature shows the other components. */
const unknownComponent = z.looseObject({
  type: soft(z.enum(Object.keys(components), { error: 'component-unknown' })),
});

/** A component that an outcome can show. */
export const component: z.ZodType = noted(
  z
    .discriminatedUnion('type', [registrationWall, paywall, customBlock])
    .meta({ id: 'ComponentConfig', description: 'A component that an outcome can show.' }),
  {
    choose: (value) => [
      anyComponent,
      (own(components, own(value, 'type')) as z.ZodType | undefined) ?? unknownComponent,
    ],
  },
);
