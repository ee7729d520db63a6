import { createBypass } from '../../src/endpoint/bypass/create-bypass.js';
import { createGifts } from '../../src/endpoint/gifts/create-gifts.js';
import type { RoutePath } from '../../src/endpoint/routes/route-table.js';
import { toPreviewId } from '../../src/preview/preview-link.js';
import { aSecretToken, JWT, SECRET } from '../../test/support/an-endpoint.js';
import { VECTOR } from '../../test/support/a-seal.js';
import { EXAMPLE_TIME } from './node-examples.js';

/** A member of a body or of an answer. */
export type MemberRow = readonly [name: string, type: string, meaning: string];

/** A request of an example. */
export interface RequestExample {
  readonly says: string;
  /** Where it is not that of the route. */
  readonly path?: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The description of a route. */
export interface RouteDescription {
  readonly purpose: string;
  readonly body: readonly MemberRow[];
  readonly answer: readonly MemberRow[];
  readonly examples: readonly RequestExample[];
}

const token = aSecretToken({ sub: 'reader-1', prod: 'gold' });
const TOKEN: MemberRow = [
  'token?',
  'text',
  'The token. Default: that of the cookie or a header; see [the token](#the-token).',
];

/** A signed preview at the time of the examples, and its key. Signing it again gives another text. */
const PREVIEW = [
  'eyJhbGciOiJFUzI1NiIsInR5cCI6InplcGhyLXByZXZpZXcrand0In0.eyJ2IjoxLCJhdWQiOlsiaHR0cHM6Ly9uZX',
  'dzLmV4YW1wbGUiXSwiaWF0IjoxNzcyNDUyODAwLCJleHAiOjE3NzI0NTY0MDAsImp0aSI6IjQ3UTQ2eFVZaXNnTWV0',
  'Z2giLCJiYXNlIjoiNDQxMzZmYTM1NWIzNjc4YTExNDZhZDE2ZjdlODY0OWU5NGZiNGZjMjFmZTc3ZTgzMTBjMDYwZj',
  'YxY2FhZmY4YSIsImVkaXRzIjoiaTY1V0tzalB6Q3RKTFZLeVV0SlBTMDBzS1MxS0xkWlBMQ3JKVE01SkxkWXZLZ1dS',
  'aVhuNWVaVzUtYVhGLWptWnVaa2xTanBLU2FscC1VV3BTbGJHT2txSmFXRGRwcld4QUEiLCJieSI6Ik5ld3Nyb29tIn',
  '0.g3Owj6AYC0ZWeLgxqBEMCcFKA9jlOXI3zQkI56SDAcK2VVf9_ZvW2pEKnjKnP8NAVGNuBEgrg2TGFrzZIN0Mjg',
].join('');
const PREVIEW_KEY =
  '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAElZ6mzXQAQuRpW7pQbCAWoAyIlfKW\nkcLyIdQqH8Z8yZbZNragFh+VJxHZf1i6a1rUY61pgReMS1+qorKnKOGdmA==\n-----END PUBLIC KEY-----';

/** The config of the examples. */
export const ROUTE_CONFIG = {
  version: 1,
  jwt: JWT,
  preview: { publicKey: PREVIEW_KEY },
  products: { gold: { claimValue: 'gold', features: ['articles'] } },
  components: { register: { type: 'registration-wall' } },
  features: {
    articles: {
      rules: {
        anonymous: {
          type: 'trial',
          tracker: 'stories',
          limit: 3,
          yes: 'show',
          no: { id: 'wall', content: 'hide', components: ['register'] },
        },
        customer: { type: 'notify', name: 'article-read', webhook: 'crm', exits: { next: 'show' } },
      },
    },
  },
  subRules: {
    devices: {
      exits: ['in', 'out'],
      start: { type: 'active-sessions', limit: 1, yes: { exit: 'in' }, no: { exit: 'out' } },
    },
  },
} as const;

/** The trusted sites of the examples. */
export const REFERRERS = { forum: { origins: ['https://forum.example'], secret: 'a secret of the forum' } };

/** The promotions of the examples. */
export const PROMOTIONS = { spring: { codes: ['SPRING-2026'], limit: 100, until: '2026-04-01' } };

/** The webhooks of the examples: no server is there. */
export const WEBHOOKS = {
  crm: { url: 'http://127.0.0.1:9/', secret: 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=' },
};

/** The beginning of the seal in docs/security/seal-format.md. Its key is made of the octets 0 to 31. */
const SEAL = VECTOR.seal.split('.').slice(0, 2).join('.');
const READER = 'b4c1f0aa37e94d0f';
const view = { id: 'view-1', tracker: 'stories', item: '/news/story', at: EXAMPLE_TIME };

/** Describes every route, with examples that the endpoint answers. */
export async function describeRoutes(): Promise<Readonly<Record<RoutePath, RouteDescription>>> {
  const gift = await createGifts({ secret: SECRET }).mint('/news/story', 7 * 24 * 3600, EXAMPLE_TIME);
  const btr = await createBypass(REFERRERS).sign('forum', '/news/story', 7 * 24 * 3600, EXAMPLE_TIME);
  return {
    '/zephr/verify': {
      purpose: 'Verifies the token of a reader, for pages of a config with `jwt.verifyEndpoint`.',
      body: [TOKEN],
      answer: [
        ['ok', 'boolean', 'Whether the token is valid. The status is 200 in both cases.'],
        ['claims?', 'object', 'Claims of a valid token.'],
        ['user?', 'object or null', 'The record of the reader in the user store, where the config names one.'],
        [
          'assertion?',
          'text',
          'A signed copy of the answer, which the page keeps and verifies by `jwt.endpointKey`; with a `signingKey` only. It ends after 5 minutes.',
        ],
        [
          'reason?',
          'text',
          'Why the token does not count. A bad signature, an unknown or weak key and another algorithm are all `signature`.',
        ],
      ],
      examples: [
        { says: 'a valid token', body: { token } },
        { says: 'an expired token', body: { token: aSecretToken({ sub: 'reader-1', exp: 1 }) } },
        { says: 'no token', body: {} },
      ],
    },
    '/zephr/decide': {
      purpose:
        'Decides features as a page does, by the counts of the endpoint’s own store. With `spend` it counts what the decisions cost.',
      body: [
        TOKEN,
        [
          'features?',
          'list of texts',
          'Ids of the features to decide. Default: all of the config. Required with `spend`.',
        ],
        ['url?', 'text', 'Address of the page, with its query. A signature `btr` in it counts with `referrer`.'],
        ['path?', 'text', 'Path of the page, instead of `url`.'],
        ['referrer?', 'text', 'Address of the page before it.'],
        ['meta?', 'object', 'Contents of meta tags, by name.'],
        [
          'facts?',
          'object',
          'Facts as `provideFacts` gives them: `country`, `consent`, `session-count`. They go before those of headers; `on-premises`, `bypass`, `promo` and `content` count only where the endpoint has no settings for them, and `active-sessions` never.',
        ],
        ['gift?', 'object', '`{ gift, session }`, as the route `gift` takes them. A valid gift is claimed.'],
        ['promo?', 'object', '`{ code, session }`, as the route `promo` takes them. The reader is counted.'],
        ['session?', 'text', 'Random id of the browser, as the route `sessions` takes it. The session counts.'],
        ['userAgent?', 'text', 'The reader’s browser. Default: the header `User-Agent`.'],
        ['customData?', 'object', 'Values for the node `custom-data`.'],
        [
          'reader?',
          'text',
          'Random id of a browser, 16 to 64 letters, digits, `-` and `_`: identifies a reader without a token.',
        ],
        [
          'item?',
          'text',
          'The article that a trial counts, as the attribute `item` of the element. Default: the path.',
        ],
        [
          'spend?',
          'boolean',
          'Counts the decisions, up to the limits of their trials and exact for requests at once. The status is 401 where a trial must be counted and neither the token nor `reader` says whose.',
        ],
      ],
      answer: [
        [
          'decisions',
          'object',
          'The [decisions](events.md#decision), by feature. An unknown feature has the reason `unknown-feature`.',
        ],
      ],
      examples: [
        { says: 'a customer', body: { token, features: ['articles'], path: '/news/story' } },
        {
          says: 'an anonymous reader, whose article is counted',
          body: { reader: READER, features: ['articles'], path: '/news/story', spend: true },
        },
        {
          says: 'a trial that must be counted, and no reader',
          body: { features: ['articles'], path: '/a', spend: true },
        },
        { says: 'a member that is not taken', body: { cookies: { plan: 'trial' } } },
      ],
    },
    '/zephr/keys': {
      purpose:
        'Gives the keys of sealed content, with the option `sealKeys`. It decides by its own clock, token check, user store and counts, and by what the header of each seal says; it counts a trial before it gives a key. Members that are not listed are not read.',
      body: [
        TOKEN,
        ['seals', 'list of texts', '`header.key`: the first two parts of each seal, at most 32.'],
        [
          'view?',
          'text',
          'Random id of the page view, 1 to 64 letters, digits, `-` and `_`: a repetition costs nothing.',
        ],
        [
          'gift?',
          'object',
          '`{ gift, session }`, as the route `gift` takes them. It is claimed for the path of its seal.',
        ],
        [
          'reader?',
          'text',
          'As of the route `usage`. A trial is not given to a reader whom neither token nor `reader` names.',
        ],
        [
          'bypass?',
          'object',
          '`{ btr, referrer }`, as the route `bypass` takes them. It counts for the path of its seal.',
        ],
        ['promo?', 'object', '`{ code, session }`, as the route `promo` takes them. The reader is counted.'],
        ['session?', 'text', 'As of the route `decide`.'],
        ['spend?', 'list of objects', 'As of the route `usage`: counted before the decisions.'],
        ['carry?', 'boolean', 'As of the route `usage`.'],
      ],
      answer: [
        [
          'seals',
          'list of objects',
          'For each seal, in order: `{ k, until }`, the key (32 octets as base64url) and the moment in ms since 1970 at which a page forgets it; or `{ reason }`: `no-access`, `seal-invalid` (header and key do not belong together), `key-unknown` (of its `kid`), `feature-unknown`, `fault`.',
        ],
        ['decisions', 'object', 'The [decisions](events.md#decision) that refused a key, by feature.'],
        ['trackers?', 'object', 'As of the route `usage`, where a trial was met or views were sent.'],
        ['refused?', 'list of texts', 'As of the route `usage`, where views were sent.'],
      ],
      examples: [
        { says: 'a customer', body: { token, seals: [SEAL] } },
        {
          says: 'an anonymous reader of a trial, and a text that is not a seal',
          body: { reader: `${READER}-2`, view: 'view-1', seals: [SEAL, 'a.b'] },
        },
        { says: 'no list', body: { token } },
      ],
    },
    '/zephr/usage': {
      purpose:
        'Counts views of trials and returns what is counted of the reader. The id of the token identifies a reader on every device.',
      body: [
        TOKEN,
        [
          'reader?',
          'text',
          'Random id of a browser, 16 to 64 letters, digits, `-` and `_`: identifies a reader without a token.',
        ],
        [
          'spend?',
          'list of objects',
          'Views to count, each `{ id, tracker, item, at }`: a unique id, which makes a repetition harmless; the tracker; the article; the moment in ms since 1970.',
        ],
        ['carry?', 'boolean', 'Counts the views of the browser for the reader who has signed in.'],
      ],
      answer: [
        [
          'trackers',
          'object or null',
          'Counted views, each `{ id, item, at }`, by tracker. `null` where neither the token nor `reader` says who reads, and the body has no `spend`.',
        ],
        ['refused', 'list of texts', 'Ids of views that a trial had no room for.'],
      ],
      examples: [
        { says: 'a view of a reader with a token', body: { token, spend: [view] } },
        { says: 'a view of a browser without a token, which is not kept', body: { reader: READER, spend: [view] } },
        { says: 'a question with a token that does not count', body: { token: 'invalid' } },
      ],
    },
    '/zephr/gift': {
      purpose:
        'Tells whether the gift of a link opens a path for a browser session. The first session that asks claims the gift.',
      body: [
        ['gift', 'text', 'The gift token of the link.'],
        ['path', 'text', 'Path of the page.'],
        ['session', 'text', 'Random id of the browser session.'],
      ],
      answer: [
        ['valid', 'boolean', 'Whether the gift opens the path. The status is 200 in both cases.'],
        ['reason?', 'text', 'Why it does not: `expired`, `path`, `used` or `invalid`.'],
      ],
      examples: [
        { says: 'the path of the gift', body: { gift, path: '/news/story', session: 'session-1' } },
        { says: 'another path', body: { gift, path: '/news/other', session: 'session-1' } },
        { says: 'another session', body: { gift, path: '/news/story', session: 'session-2' } },
      ],
    },
    '/zephr/bypass': {
      purpose:
        'Tells which trusted site has signed the link to a path, with the option `referrers`; see [trusted links](../endpoint/premises.md#trusted-links). A forged signature, one of another path or site, and one that is over all give `null`.',
      body: [
        ['btr', 'text', 'The signature in the link.'],
        ['path', 'text', 'Path of the page.'],
        ['referrer', 'text', 'Address of the page that links.'],
      ],
      answer: [['referrer', 'text or null', 'Id of the trusted site. The status is 200 in both cases.']],
      examples: [
        { says: 'a link of a trusted site', body: { btr, path: '/news/story', referrer: 'https://forum.example/' } },
        {
          says: 'the same link on another site',
          body: { btr, path: '/news/story', referrer: 'https://other.example/' },
        },
      ],
    },
    '/zephr/promo': {
      purpose:
        'Gives the promotion of a code and counts the reader for it once, with the option `promotions`; see [promotion codes](../endpoint/promotions.md). A code that is unknown, over or used up gives `null`. After 10 such codes in 10 minutes the status is 429 for every code of the client.',
      body: [
        ['code', 'text', 'The code. Capitals do not matter.'],
        ['session', 'text', 'Random id of the browser session.'],
        TOKEN,
      ],
      answer: [['promotion', 'text or null', 'Id of the promotion. The status is 200 in both cases.']],
      examples: [
        { says: 'a code', body: { code: 'SPRING-2026', session: 'session-1' } },
        { says: 'a code that does not count', body: { code: 'SUMMER-2026', session: 'session-1' } },
      ],
    },
    '/zephr/sessions': {
      purpose:
        'Gives the place of a browser among those that read with the account of the token, for a config with the node `active-sessions`; see [limit devices](../guides/limit-devices.md). Each request is a sign of life: a session ends 75 seconds after the last one.',
      body: [
        ['session', 'text', 'Random id of the browser: 16 to 64 letters, digits, `-` and `_`.'],
        TOKEN,
        ['ends?', 'boolean', 'The session ends now. The answer has no place.'],
      ],
      answer: [
        [
          'sessions',
          'object, false or null',
          '`{ place, of }`: the place, counted from the session that began first, and the number of sessions. `false` while 50 others are active. `null` for a reader without a mapped id.',
        ],
      ],
      examples: [
        { says: 'the first browser', body: { token, session: 'b4c1f0aa37e94d0f' } },
        { says: 'a second one', body: { token, session: '5d6c0b3a90ef4c21' } },
        { says: 'a reader without an account', body: { session: 'b4c1f0aa37e94d0f' } },
      ],
    },
    '/zephr/notify': {
      purpose:
        'Sends to [webhooks](../guides/notify.md) what the decisions of a page make known by nodes `notify`, with the option `webhooks`. The answer waits for no webhook.',
      body: [
        TOKEN,
        [
          'view',
          'text',
          'Random id of the page view: each notification is sent once for it. 1 to 64 letters, digits, `-` and `_`.',
        ],
        ['path', 'text', 'Path of the page.'],
        [
          'notifications',
          'list of objects',
          'At most 20, each `{ feature, name, webhook, userState, outcomeId }`, as the page has decided.',
        ],
      ],
      answer: [
        [
          'results',
          'list of texts',
          'The result for each notification: `queued`, `repeated` for one that was sent before, `dropped` where too many wait, and `webhook-unknown` where `webhooks` or the rules of the feature do not have it.',
        ],
      ],
      examples: [
        {
          says: 'a reader who has read an article, and a webhook that no rule names',
          body: {
            token,
            view: 'view-1',
            path: '/news/story',
            notifications: ['crm', 'shop'].map((webhook) => ({
              ...{ feature: 'articles', name: 'article-read', webhook },
              ...{ userState: 'customer', outcomeId: 'show' },
            })),
          },
        },
      ],
    },
    '/zephr/events': {
      purpose:
        'Counts the results of decisions, by day of UTC, feature, outcome, exit of each node and group of a split test. The page sends it where `analytics.endpoint` is this route; the content type may also be `text/plain`, as a beacon to another origin sends it. Nothing of the sender is read or kept, and an event needs no id of a reader. Names that the config does not declare count as `(other)`.',
      body: [
        ['version', '1', 'Version of the format.'],
        [
          'events',
          'list of objects',
          'At most 100 events. `type` is `decision`, `wall-open`, `submit`, `dismiss` or `conversion`; other types are ignored. Read are `feature`, `userState`, `outcomeId`, `splitTests`, `conversion`, `exits` and `again`: an event with `again: true` does not count.',
        ],
      ],
      answer: [],
      examples: [
        {
          says: 'a decision and a wall',
          body: {
            version: 1,
            events: [
              { type: 'decision', feature: 'articles', userState: 'anonymous', outcomeId: 'wall' },
              { type: 'wall-open', feature: 'articles', userState: 'anonymous', outcomeId: 'wall' },
            ],
          },
        },
      ],
    },
    '/zephr/preview': {
      purpose:
        'Keeps a [preview](../guides/preview.md) that is too long for a link, until it ends, and gives the id that the link has in its place. Only previews that verify with `preview.publicKey` of the config are kept.',
      body: [['preview', 'text', 'The signed preview, a JWS in the compact form, of at most 524,288 characters.']],
      answer: [['id', 'text', 'Id of the preview: 22 characters. The status is 201.']],
      examples: [{ says: 'a preview', body: { preview: PREVIEW } }],
    },
    '/zephr/preview/:id': {
      purpose: 'Gives a preview that is kept. The page verifies it like one in its address.',
      body: [],
      answer: [['preview', 'text', 'The signed preview.']],
      examples: [{ says: 'the preview of the example before', path: `/zephr/preview/${await toPreviewId(PREVIEW)}` }],
    },
    '/zephr/facts': {
      purpose:
        'Returns the place of the reader, as the headers of the CDN tell it; see [locations](../endpoint/locations.md). With the option `premises` also the accounts of the address. With the option `content` and `?page=`, the address of a page or its path, also [the article](../guides/content-api.md) of that page.',
      body: [],
      answer: [
        ['country?', 'text', 'Country code (ISO 3166-1).'],
        ['state?', 'text', 'State or region.'],
        ['city?', 'text', 'City.'],
        ['zip?', 'text', 'Postal code.'],
        ['on-premises?', 'list of texts', 'Ids and tags of the accounts whose ranges hold the address of the client.'],
        ['content?', 'object', 'Fields of the article, by name; missing where the content API gives none.'],
      ],
      examples: [{ says: 'behind Cloudflare', headers: { 'CF-IPCountry': 'BE' } }],
    },
    '/zephr/health': {
      purpose:
        'Returns the version and the state of the stores. The status is always 200; see [a store in trouble](../endpoint/operations.md#a-store-in-trouble).',
      body: [],
      answer: [
        ['ok', 'boolean', 'Always `true`.'],
        ['version', 'text', 'Version of the package.'],
        [
          'store?',
          'text',
          'State of the store, where it can tell it: `ok`, `locked`, `lost`, `damaged` or `unreachable`.',
        ],
        ['users?', 'text', 'The same of the user store, where it is another one.'],
      ],
      examples: [{ says: 'any request' }],
    },
  };
}
