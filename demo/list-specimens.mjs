/**
 * Something to be looked at: an element with its properties, or the place of a feature of the gallery's config.
 *
 * @typedef {object} Specimen
 * @property {string} id
 * @property {string} says - What state it is in.
 * @property {string} [tag]
 * @property {object} [properties]
 * @property {string} [feature]
 * @property {'wide' | 'narrow'} [room] - How much of the sheet it takes; `narrow` is a box of 280 px.
 * @property {boolean} [isZone] - It covers the page, so that it is shown alone only.
 */

const SIGN_IN = { href: '/sign-in' };

/** The fields that a form can have, one of each type. */
function everyField({ city, country, countries, letter, consent, hint }) {
  return [
    { name: 'name', type: 'name', required: true },
    { name: 'email', type: 'email', required: true, hint },
    { name: 'password', type: 'password', required: true, minLength: 12, autocomplete: 'new-password' },
    { name: 'city', type: 'text', label: city, autocomplete: 'address-level2' },
    {
      name: 'country',
      type: 'select',
      label: country,
      options: countries.map((label, index) => ({ value: String(index), label })),
    },
    { name: 'letter', type: 'checkbox', label: letter },
    { name: 'terms', type: 'consent', label: consent, required: true, href: '/' },
  ];
}

/** Every offer of the gallery's newspaper. */
export function listOffers({ currency, amounts, titles, texts, badge, features }) {
  const offer = (index, id, per, rest) => ({
    id,
    title: titles[index],
    price: { amount: amounts[index], currency },
    per,
    href: `/checkout?plan=${id}`,
    ...rest,
  });
  return {
    monthly: offer(0, 'monthly', 'month', { text: texts[0], features: features.slice(0, 2) }),
    yearly: offer(1, 'yearly', 'year', { text: texts[1], badge, features }),
    paper: offer(2, 'paper', 'month', { features: features.slice(0, 1) }),
    day: offer(3, 'day', 'day', {}),
  };
}

/** @returns {{ says: string, specimens: Specimen[] }} */
function registrationWalls(words) {
  const wall = (id, says, properties, room) => ({
    id,
    says,
    tag: 'zephr-registration-wall',
    properties: { text: words.free, signIn: SIGN_IN, ...properties },
    room,
  });
  const short = everyField(words).filter(({ name }) => name === 'email' || name === 'terms');
  const { mistake, refused } = words;
  return {
    says: 'Registration wall',
    specimens: [
      wall('register', 'As it is by default', {}),
      wall('register-fields', 'A field of each type', { fields: everyField(words) }),
      wall('register-pending', 'On its way', { state: 'pending', message: words.sending }),
      wall('register-mistakes', 'Filled in wrongly', {
        fields: short,
        state: 'error',
        mistakes: { email: mistake, terms: mistake },
      }),
      wall('register-refused', 'Refused by the server', { state: 'error', message: refused }),
      wall('register-done', 'Taken', { state: 'done', message: words.taken }),
      wall('register-narrow', 'In 280 pixels', { fields: short }, 'narrow'),
    ],
  };
}

/** @returns {{ says: string, specimens: Specimen[] }} */
function paywalls(words) {
  const { monthly, yearly, paper, day } = listOffers(words);
  const wall = (id, says, offers, rest, room) => ({
    id,
    says,
    tag: 'zephr-paywall',
    properties: { text: words.gold, offers, signIn: SIGN_IN, ...rest },
    room,
  });
  const toggled = { toggle: true };
  const each = [monthly, { ...yearly, badge: undefined }, paper];
  return {
    says: 'Paywall',
    specimens: [
      wall('paywall-1', 'One offer', [monthly]),
      wall('paywall-2', 'Two offers, one of them with a badge', [monthly, yearly]),
      wall('paywall-3', 'Three offers', [monthly, yearly, paper], {}, 'wide'),
      wall('paywall-4', 'Four offers', [monthly, yearly, paper, day], {}, 'wide'),
      wall('paywall-no-price', 'An offer without a price', [monthly, { ...yearly, price: undefined, per: undefined }]),
      wall('paywall-monthly', 'Monthly or yearly: monthly', each, toggled),
      wall('paywall-yearly', 'Monthly or yearly: yearly', each, { ...toggled, period: 'year' }),
      wall('paywall-trial-left', 'A trial that is not yet used up', [monthly], {
        trialLeft: { limit: 5, remaining: 2, resetsAt: null },
        trial: words.left,
      }),
      wall('paywall-trial-used', 'A trial that is used up', [monthly, yearly], {
        trialLeft: { limit: 5, remaining: 0, resetsAt: null },
        trial: words.used,
      }),
      wall('paywall-narrow', 'In 280 pixels', [monthly, yearly], toggled, 'narrow'),
    ],
  };
}

/** @returns {{ says: string, specimens: Specimen[] }} */
function others(words) {
  return {
    says: 'Blocks, beginnings and faults',
    specimens: [
      {
        id: 'block',
        says: 'A custom block',
        tag: 'zephr-custom-block',
        properties: { html: `<p>${words.block}</p>` },
      },
      { id: 'teaser', says: 'The beginning of a story, and a registration wall', feature: 'teaser' },
      { id: 'teaser-offers', says: 'The beginning of a story, and a paywall', feature: 'teaser-offers' },
      { id: 'fault', says: 'A part that could not be loaded', feature: 'fault' },
    ],
  };
}

/** @returns {{ says: string, specimens: Specimen[] }} */
function zones() {
  const zone = (id, says) => ({ id, says, feature: id, isZone: true });
  return {
    says: 'Pop-ups and footers',
    specimens: [
      zone('pop-up', 'A form in a pop-up'),
      zone('pop-up-offers', 'Offers in a pop-up'),
      zone('footer', 'A form in a footer'),
      zone('footer-offers', 'Offers in a footer'),
    ],
  };
}

/**
 * Every component in every state.
 *
 * @param {import('./gallery-words.mjs').Words} words
 */
export function listSpecimens(words) {
  return [registrationWalls(words), paywalls(words), others(words), zones()];
}

/**
 * The config of what the gallery shows in places of features.
 *
 * @param {import('./gallery-words.mjs').Words} words
 * @returns {object} The content of its `zephr.json`.
 */
export function makeGalleryConfig(words) {
  const { monthly, yearly } = listOffers(words);
  const keep = { keep: { words: 65 } };
  const always = (step) => ({ rules: { anonymous: step } });
  return {
    version: 1,
    components: {
      register: { type: 'registration-wall', text: words.free, action: '/register', signIn: SIGN_IN },
      subscribe: { type: 'paywall', text: words.gold, offers: [monthly, yearly], signIn: SIGN_IN },
    },
    features: {
      teaser: always({ content: keep, components: ['register'] }),
      'teaser-offers': always({ content: keep, components: ['subscribe'] }),
      'pop-up': always({ content: keep, components: ['register'], zone: 'pop-up' }),
      'pop-up-offers': always({ content: keep, components: ['subscribe'], zone: 'pop-up' }),
      footer: always({ content: keep, components: ['register'], zone: 'sticky-footer' }),
      'footer-offers': always({ content: keep, components: ['subscribe'], zone: 'sticky-footer' }),
    },
  };
}
