/** Two files that have every member of their schemas: the examples of the reference are taken from them. */
import type { Config } from '../../src/model/config.js';
import type { ReadersFile } from '../../src/model/readers-types.js';

const publicKey =
  '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEAM7GvG2TAweevS8LnNR7Uey9oLy8\nA7SkplUYj15hyUEoHYalZT1D+DMNcI0KSRXkm8uev7KKR18Ko/DFzzcvjg==\n-----END PUBLIC KEY-----';

const key = {
  kty: 'EC',
  kid: '2026-03',
  alg: 'ES256',
  use: 'sig',
  key_ops: ['verify'],
  crv: 'P-256',
  x: 'AM7GvG2TAweevS8LnNR7Uey9oLy8A7SkplUYj15hyUE',
  y: 'KB2GpWU9Q_gzDXCNCkkV5JvLnr-yikdfCqPwxc83L44',
} as const;

const signIn = {
  href: '/sign-in',
  text: 'Already a reader?',
  label: 'Sign in',
  returnParameter: 'next',
  returnTo: '/news/',
} as const;

/** A config with every member. */
export const EXAMPLE_CONFIG = {
  $schema: './node_modules/zephr-onpage/dist/zephr.schema.json',
  version: 1,
  requires: ['trial', 'split-test'],
  jwt: {
    cookie: 'blaize_jwt',
    publicKey: key,
    jwks: { keys: [key] },
    jwksUrl: 'https://id.news.example/.well-known/jwks.json',
    verifyEndpoint: '/zephr/verify',
    refresh: '/session/token',
    endpointKey: publicKey,
    credentials: true,
    algorithms: ['ES256'],
    issuer: 'https://id.news.example',
    audience: ['news', 'app'],
    clockTolerance: 5,
    sources: ['option', 'cookie'],
    userMapping: { foreignUserIdProperty: 'sub', split: '|' },
    productSyncing: { privateClaimName: 'prod', split: ' ' },
    userAttributes: { privateClaimName: '$.profile', split: ',' },
    userStore: { foreignKeySystem: 'crm' },
  },
  sites: {
    daily: { title: 'The Daily', hosts: ['www.daily.example', 'm.daily.example'] },
    north: { title: 'The North', hosts: ['*.north.example'], group: ['regional', 'weekly'] },
  },
  products: {
    gold: {
      title: 'Gold',
      description: 'Everything, by the month.',
      claimValue: ['gold', 'gold-2026'],
      features: ['articles', 'videos'],
      sites: ['daily', 'group:regional'],
    },
  },
  components: {
    register: {
      type: 'registration-wall',
      heading: 'Read on with a free account',
      headingLevel: 2,
      text: 'Three articles a week are free.',
      texts: { create: 'Create my account' },
      action: '/register',
      submit: 'fetch',
      button: 'Create account',
      fields: [
        { name: 'email', type: 'email', label: 'E-mail', required: true, autocomplete: 'email' },
        { name: 'password', type: 'password', hint: 'At least 10 characters.', minLength: 10 },
        { name: 'interest', type: 'select', options: [{ value: 'sport', label: 'Sport' }, { value: 'arts' }] },
        { name: 'terms', type: 'consent', label: 'I accept the terms.', required: true, href: '/terms' },
      ],
      signIn,
    },
    subscribe: {
      type: 'paywall',
      heading: 'Subscribe',
      headingLevel: 2,
      text: 'Read everything.',
      texts: { de: { subscribe: 'Abonnieren' } },
      offers: [
        {
          id: 'monthly',
          title: 'Monthly',
          text: 'Cancel whenever you like.',
          price: { amount: 9.9, currency: 'EUR' },
          per: 'month',
          badge: 'Most chosen',
          features: ['All articles', 'All videos'],
          action: 'Subscribe',
          href: '/checkout?plan=monthly',
        },
        {
          id: 'yearly',
          title: 'Yearly',
          price: { amount: 99, currency: 'EUR' },
          per: 'year',
          href: '/checkout?plan=yearly',
        },
        'student',
      ],
      toggle: true,
      trial: '{{left}} articles left.',
      signIn,
    },
    hello: {
      type: 'custom-block',
      html: '<p>Hello {{claims.name}}, {{variables.offer}} {{offer.title}}</p>',
      offer: 'monthly',
      variables: { offer: 'this is for you:' },
    },
    newsletter: { type: 'custom-block', src: '/blocks/newsletter.html' },
  },
  offers: {
    'trial-month': {
      title: 'First month',
      text: 'Then 9.90 a month.',
      price: { amount: 1, currency: 'EUR' },
      per: 'month',
      badge: 'New',
      features: ['All articles'],
      action: 'Begin',
      href: '/checkout?plan=trial-month',
    },
    student: {
      title: 'Students',
      price: { amount: 4.9, currency: 'EUR' },
      per: 'month',
      href: '/checkout?plan=student',
    },
  },
  texts: { signIn: 'Log in', de: { signIn: 'Einloggen' } },
  outcomes: {
    teaser: {
      id: 'sixty-words',
      label: 'Sixty words and offers',
      value: { words: 60 },
      content: { keep: { words: 60 } },
      otherwise: 'hide',
      components: ['subscribe'],
      offers: ['trial-month', 'student'],
    },
    sheet: {
      content: { keep: { paragraphs: 2 } },
      components: ['register', 'hello', 'newsletter'],
      zone: 'sticky-footer',
      zoneOptions: { closeable: true, displayAfter: 2000, scrollable: true },
    },
  },
  subRules: {
    metered: {
      start: 'left',
      nodes: {
        left: {
          type: 'trial',
          tracker: 'stories',
          limit: 5,
          scope: 'site',
          yes: { exit: 'free' },
          no: { exit: 'used-up' },
        },
      },
      exits: ['free', 'used-up'],
    },
  },
  splitTests: {
    'wall-copy': {
      title: 'Which wall converts',
      groups: [
        { id: 'words', title: 'Some words', weight: 1 },
        { id: 'sheet', title: 'A sheet at the bottom', weight: 1 },
      ],
    },
  },
  customElements: { 'news-letter': ['topic'] },
  usage: { item: 'canonical' },
  dataLayer: {
    name: 'dataLayer',
    events: ['decision', 'wall-open', 'conversion'],
    fields: ['logged-in', 'active-products', 'session-count'],
    userAttributes: ['plan'],
    formEvents: true,
  },
  analytics: {
    endpoint: '/zephr/events',
    consent: 'analytics',
    events: ['decision', 'wall-open', 'submit', 'dismiss', 'conversion'],
    exits: true,
    conversions: ['NEWSLETTER'],
  },
  preview: {
    publicKey,
    origins: ['https://www.news.example'],
  },
  sealing: { endpoint: '/zephr/keys', claim: 'zephr_keys' },
  features: {
    articles: {
      title: 'Articles',
      description: 'All stories but the news in brief.',
      rules: {
        anonymous: {
          start: 'group',
          nodes: {
            group: { type: 'split-test', test: 'wall-copy', exits: { words: 'teaser', sheet: 'sheet' } },
          },
        },
        registered: {
          type: 'sub-rule',
          rule: 'metered',
          exits: { free: 'show', 'used-up': { content: 'hide', components: ['subscribe'] } },
        },
        customer: 'show',
      },
      protection: 'hidden',
      target: { selector: 'article .story-body' },
      fallback: { content: 'hide', components: ['register'] },
      pending: { timeout: 2000, minHeight: '30em' },
      structuredData: { cssSelector: '.paywall', write: true },
    },
    videos: {
      rules: { anonymous: { content: 'hide', components: ['register'], zone: 'pop-up' } },
      protection: 'hidden',
      target: { comment: 'videos' },
      fallback: 'show',
    },
    reports: {
      rules: { anonymous: { content: 'hide', components: ['register'] } },
      protection: 'sealed',
      seal: { clear: { words: 60 }, scripts: true },
    },
    letters: {
      rules: { anonymous: { content: 'hide', components: ['register'] } },
      protection: 'sealed',
      seal: { clear: { paragraphs: 1 }, sanitize: true },
    },
  },
} as const satisfies Config;

/** A file of test readers with every member. */
export const EXAMPLE_READERS = {
  $schema: './node_modules/zephr-onpage/dist/zephr.readers.schema.json',
  version: 1,
  readers: {
    visitor: {
      title: 'A visitor on a phone',
      page: {
        url: 'https://news.example/sport/final',
        referrer: 'https://search.example/',
        userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15',
        meta: { section: 'sport' },
        cookies: { theme: 'dark' },
        customData: { section: 'sport' },
        facts: { country: 'BE' },
      },
      facts: { segment: ['football'] },
      groups: { 'wall-copy': 'words' },
      at: '2026-03-02T12:00+01:00',
    },
    subscriber: {
      token: 'valid',
      claims: { sub: '1234567890', prod: 'gold' },
      user: { plan: 'gold' },
      page: { url: 'https://www.daily.example/sport/final' },
    },
    'other-group': { groups: { 'wall-copy': 'sheet' } },
    'heavy-reader': {
      claims: { sub: '42' },
      read: { stories: 5 },
    },
    exported: {
      claims: { sub: '43' },
      usage: {
        reader: 'reader-left-out',
        item: '/sport/final',
        view: 'view-2',
        latest: 1772452800000,
        trials: { stories: [{ item: '/sport/semi-final', at: 1772366400000, view: 'view-1' }] },
        timeTrials: { 'first-week': 1772366400000 },
        timeZone: 'Europe/Brussels',
      },
    },
  },
  expect: [
    {
      says: 'a visitor reads sixty words',
      reader: 'visitor',
      feature: 'articles',
      outcome: 'sixty-words',
      content: { keep: { words: 60 } },
      components: ['subscribe'],
      state: 'anonymous',
    },
    { reader: 'subscriber', feature: 'articles', outcome: 'show', content: 'show', state: 'customer' },
    { reader: 'other-group', feature: 'articles', content: { keep: { paragraphs: 2 } } },
    { reader: 'heavy-reader', feature: 'articles', components: ['subscribe'] },
  ],
} as const satisfies ReadersFile;
