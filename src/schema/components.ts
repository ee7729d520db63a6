import { z } from 'zod';
import { isSafeUrl } from '../config/is-safe-url.js';
import { own } from '../lib/own.js';
import { noted, soft } from './notes.js';
import { text } from './places.js';

// A wall makes do with what is sound in its component, so that nearly all of it may be wrong without breaking anything.
const words = (help: string): z.ZodType => soft(z.string().describe(help)).optional();
const flag = (help: string): z.ZodType => soft(z.boolean().describe(help)).optional();
const address = (help: string): z.ZodType => soft(text(help));
const oneOfWords = (names: readonly string[], help: string): z.ZodType =>
  soft(z.enum(names, { error: 'value-unknown' }).describe(help));

const signIn = z
  .strictObject({
    href: address('Where the reader signs in.'),
    text: words('The question before the link.'),
    label: words('Text of the link.'),
    returnParameter: words('Name of the query parameter that tells the sign-in page where to lead back to.'),
    returnTo: words('Where to lead back to, on the own origin; the page itself unless told.'),
  })
  .meta({ id: 'SignInConfig', description: 'The line for readers who have an account already.' });

const option = z.strictObject({
  value: soft(z.string().describe('What is sent.')),
  label: words('What is shown; the value unless told.'),
});

const field = z
  .strictObject({
    name: soft(text('Name under which it is sent.')),
    type: oneOfWords(
      ['email', 'password', 'name', 'text', 'select', 'checkbox', 'consent'],
      'What is asked for. A consent is never given in advance.',
    ),
    label: words('What is shown beside it.'),
    required: flag('Whether the form needs it.'),
    hint: words('What there is to know about it, such as what a password has to be.'),
    minLength: soft(z.number().int().min(1).describe('Least number of characters.')).optional(),
    autocomplete: words('Token by which browsers fill it in, such as `given-name`.'),
    options: soft(z.array(option).describe('Choices of a `select`.')).optional(),
    href: address('Where a consent is explained.').optional(),
  })
  .meta({ id: 'FieldConfig', description: 'A field of a registration wall.' });

const price = z
  .strictObject({
    amount: soft(z.number().describe('The amount, such as 9.9.')),
    currency: soft(
      z
        .string()
        .regex(/^[A-Za-z]{3}$/, { error: 'value-unknown' })
        .describe('Code of the currency by ISO 4217, such as `EUR`.'),
    ),
  })
  .meta({ id: 'Price', description: 'An amount in a currency.' });

const offer = z
  .strictObject({
    id: text('Name of the offer in events.'),
    title: words('What it is called; its id unless told.'),
    text: words('A line below the title.'),
    price: soft(price.describe('What it costs.')).optional(),
    per: oneOfWords(['day', 'week', 'month', 'year'], 'Length of the period that the price pays for.').optional(),
    badge: words('A word that sets it apart, such as "Most chosen".'),
    features: soft(z.array(z.string()).describe('What is in it, a line each.')).optional(),
    action: words('Text of the button or link.'),
    href: address('Where it is bought. Without it the offer only fires `zephr-submit`.').optional(),
  })
  .meta({ id: 'OfferConfig', description: 'An offer of a paywall.' });

const heading = words('The heading.');
const headingLevel = soft(
  z.number().int().min(1).max(6).describe("Level of the heading; one below the page's last one unless told."),
).optional();
const texts = soft(
  z
    .record(z.string(), z.unknown())
    .describe('Words of your own instead of the default ones, by key, or by language and key.'),
).optional();
const body = words('Words below the heading.');

const registrationWall = z
  .strictObject({
    type: z.literal('registration-wall').describe('Asks the reader to register.'),
    heading,
    headingLevel,
    text: body,
    texts,
    action: address('Where the form is sent to. Without it the wall only fires `zephr-submit`.').optional(),
    submit: oneOfWords(['fetch', 'form'], 'How: `fetch`, the default, stays on the page; `form` leaves it.').optional(),
    button: words('Text of the button.'),
    fields: soft(z.array(field).describe('What is asked for; an e-mail address unless told.')).optional(),
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
    offers: z.array(offer).describe('What can be bought, in order.').optional(),
    toggle: flag('Whether the reader chooses between monthly and yearly offers, instead of seeing all of them.'),
    trial: soft(
      z.union([z.boolean(), z.string()]).describe('What is said of a trial; `false` says nothing.'),
    ).optional(),
    signIn: soft(signIn).optional(),
  })
  .meta({ id: 'PaywallConfig', description: 'A paywall: asks the reader to subscribe.' });

const offerId = text('Id of an offer of one of the paywalls.');
const blockOffer = noted(
  z.union([offerId, offer]).describe('What `{{offer.title}}` speaks of: an offer, or the id of one.'),
  {
    choose: (value) => (typeof value === 'string' ? offerId : offer),
  },
);

const customBlock = z
  .strictObject({
    type: z.literal('custom-block').describe('Markup of your own.'),
    html: words(
      'The markup, a Mustache template. It is filled with `claims`, `variables` and the like, then sanitised.',
    ),
    src: soft(
      noted(text('Where the markup is fetched from: the same origin, https, or http on loopback.'), {
        kind: isSafeUrl,
      }),
    ).optional(),
    offer: soft(blockOffer).optional(),
    variables: soft(z.record(z.string(), z.unknown()).describe('Values for `{{variables.name}}`.')).optional(),
  })
  .meta({ id: 'CustomBlockConfig', description: 'A block of markup of your own.' });

const kinds = { 'registration-wall': registrationWall, paywall, 'custom-block': customBlock };

/** What compiling looks at in a component of any type. */
const anyComponent = z.looseObject({ type: text(''), offers: z.array(z.looseObject({ id: text('') })).optional() });

/** A component of a type that this version does not know: its feature shows the others. */
const strangeComponent = z.looseObject({
  type: soft(z.enum(Object.keys(kinds), { error: 'component-unknown' })),
});

/** A component that an outcome can show. */
export const component: z.ZodType = noted(
  z
    .discriminatedUnion('type', [registrationWall, paywall, customBlock])
    .meta({ id: 'ComponentConfig', description: 'A component that an outcome can show.' }),
  {
    choose: (value) => [anyComponent, (own(kinds, own(value, 'type')) as z.ZodType | undefined) ?? strangeComponent],
  },
);
