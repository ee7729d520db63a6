/** Writes the reference of what a page stores: every name in `src/page/storage-keys.ts`. */
import { DEFAULT_KEEP_MS, MAX_KEPT_CHARACTERS, MAX_KEPT_CONFIGS } from '../../src/page/config/limits.js';
import { RECOGNISED_DAYS, VISIT_PAUSE_MS } from '../../src/page/facts/limits.js';
import { MAX_HITS, MAX_VIEWS } from '../../src/page/ledger/limits.js';
import * as keys from '../../src/page/storage-keys.js';
import { MAX_REMEMBERED_WALLS } from '../../src/page/tools/limits.js';
import { ASSERTION_LIFETIME_S } from '../../src/endpoint/limits.js';
import { DEFAULT_COOKIE } from '../../src/token/may-have-token.js';
import { code, heading, table } from './markdown.js';

/** The description of a name. */
interface StorageEntry {
  readonly place: string;
  readonly when: string;
  readonly content: string;
  readonly until: string;
  readonly readBy: string;
  readonly consent: string;
}

const DAY_MS = 86_400_000;
const LOCAL = '`localStorage`';
const SESSION = '`sessionStorage`';
const NOT_ASKED = 'Not asked.';
const ASKED =
  'With an IAB TCF consent manager it needs purpose 1; else `provideFacts({ consent: { storage: false } })` prevents it. It is removed when consent is withdrawn.';

const ENTRIES: Readonly<Record<keyof typeof keys, StorageEntry>> = {
  LEDGER_KEY: {
    place: `${LOCAL}; also the name of a Web Lock`,
    when: 'A rule has a [trial](nodes.md#trial), a [time trial](nodes.md#time-trial) or a [split test](nodes.md#split-test), from the first counted view on.',
    content: `A random id of the reader, the latest moment of the clock, and at most ${MAX_VIEWS.toLocaleString('en')} counted views: a random id, the tracker, the article, the moment. Of each time trial also the first ${MAX_HITS} page views in it, by a random id and the moment, under \`hits:time:\` and the tracker: they change no decision. Accounts of registered readers are named by a hash of their id.`,
    until: 'Until the reader clears it. The oldest views are removed first.',
    readBy:
      'The page. With `jwt.verifyEndpoint`, views of registered readers are sent to the endpoint, but never those under `hits:time:`.',
    consent: ASKED,
  },
  WALLS_KEY: {
    place: SESSION,
    when: 'The config has [`dataLayer`](config.md#datalayer) or [`analytics`](config.md#analytics), from the first wall on.',
    content: `Feature, user state, groups of split tests, and id and label of the outcome of the last ${MAX_REMEMBERED_WALLS} walls.`,
    until: 'Until the tab is closed, or the reader converts.',
    readBy: 'The page, to find a conversion.',
    consent: ASKED,
  },
  VISITS_KEY: {
    place: LOCAL,
    when: 'A rule has [`session-count`](nodes.md#session-count) or [`session-start`](nodes.md#session-start), or `dataLayer.fields` lists it and the reader lets the browser store data.',
    content: `The number of visits, and the moments at which this one began and of its last page view. A visit ends after ${VISIT_PAUSE_MS / 60_000} minutes without one.`,
    until: 'Until the reader clears it.',
    readBy: 'The page.',
    consent: NOT_ASKED,
  },
  RECOGNISED_KEY: {
    place: LOCAL,
    when: 'A rule has [`recognised`](nodes.md#recognised), and a token names the reader.',
    content: 'The day on which a reader was last signed in with this browser, as a number of days since 1970.',
    until: `Until the reader clears it. It counts for ${RECOGNISED_DAYS} days.`,
    readBy: 'The page.',
    consent: ASKED,
  },
  SESSION_KEY: {
    place: SESSION,
    when: 'A rule has [`gift`](nodes.md#gift) and the address `?gift=`, or [`promo`](nodes.md#promo) and `?promo=`.',
    content: 'A random id of the browser session.',
    until: 'Until the tab is closed.',
    readBy: 'The page, which sends it to the endpoint with the gift or the code.',
    consent: NOT_ASKED,
  },
  DEVICE_KEY: {
    place: LOCAL,
    when: 'A rule has [`active-sessions`](nodes.md#active-sessions), the config names an endpoint, and there is a token.',
    content: 'A random id of the browser.',
    until: 'Until the reader clears it.',
    readBy: 'The page, which sends it to the endpoint with the token.',
    consent: ASKED,
  },
  PREVIEW_KEY: {
    place: SESSION,
    when: 'A [preview link](../guides/preview.md) was opened in the tab, and its preview counts.',
    content: 'The signed preview.',
    until: 'Until the preview is left or has ended, or the tab is closed.',
    readBy: 'The page, which verifies its signature before each use.',
    consent: NOT_ASKED,
  },
  PREVIEW_READER_KEY: {
    place: SESSION,
    when: 'Another reader was chosen in the banner of a [preview](../guides/preview.md).',
    content: 'The name of the reader, as the preview has it.',
    until: 'Until the preview is left, or the tab is closed.',
    readBy: 'The page, while a preview runs.',
    consent: NOT_ASKED,
  },
  ASSERTION_KEY: {
    place: LOCAL,
    when: 'The config has [`jwt.endpointKey`](config.md#jwt).',
    content: 'The last assertion of the endpoint: claims and user record of one token, signed.',
    until: `Valid for ${ASSERTION_LIFETIME_S / 60} minutes; removed when the token is gone or refused.`,
    readBy: 'The page, which verifies its signature before each use.',
    consent: NOT_ASKED,
  },
  CONFIG_KEY_PREFIX: {
    place: LOCAL,
    when: 'The script tag has [`data-keep-config`](javascript.md#the-script-tag).',
    content: `The last config that worked, its signature, the version of the SDK, and when it was fetched and last used; nothing about the reader. At most ${MAX_KEPT_CHARACTERS / 1024} KiB, and ${MAX_KEPT_CONFIGS} addresses of an origin.`,
    until: `${DEFAULT_KEEP_MS / DAY_MS} days, or as long as the attribute says.`,
    readBy: 'The page, where the config does not arrive.',
    consent: NOT_ASKED,
  },
  DEBUG_KEY: {
    place: LOCAL,
    when: 'A person sets it to `true`, as in Zephr. The SDK only reads it.',
    content: '`true` for debug output.',
    until: 'Until the person removes it.',
    readBy: 'The page.',
    consent: NOT_ASKED,
  },
  RENEWAL_NAME: {
    place: 'a Web Lock and a `BroadcastChannel`',
    when: 'The config has [`jwt.refresh`](config.md#jwt), or `start` has the option `refresh`.',
    content: 'Nothing is stored. The tabs of an origin take turns, and pass the new token on.',
    until: 'While a tab is open.',
    readBy: 'Other tabs of the origin.',
    consent: NOT_ASKED,
  },
};

/** Writes the part of the page. */
export function writeStoragePage(): string {
  const rows = Object.entries(ENTRIES) as [keyof typeof keys, StorageEntry][];
  return [
    heading(2, 'Cookies'),
    table<readonly [string, string]>(
      [
        ['cookie', ([name]) => name],
        ['use', ([, use]) => use],
      ],
      [
        [
          `${code(DEFAULT_COOKIE)}, or the name in [\`jwt.cookie\`](config.md#jwt)`,
          'Read: the token of the reader, which your identity provider sets. With `jwt.credentials` it can be `HttpOnly`, and only the endpoint reads it.',
        ],
        ['any other cookie', 'Read where a rule has the node [`cookie`](nodes.md#cookie) with its name.'],
      ],
    ),
    heading(2, 'Keys'),
    table(
      [
        ['key', ([name]) => `[${code(titleOf(name))}](#${anchorOf(name)})`],
        ['place', ([, { place }]) => place],
        ['written when', ([, { when }]) => when],
      ],
      rows,
    ),
    ...rows.map(([name, { place, ...entry }]) =>
      [
        heading(3, code(titleOf(name))),
        table<readonly [string, string]>(
          [
            ['about', ([label]) => label],
            ['answer', ([, text]) => text],
          ],
          [
            ['Place', place],
            ['Written when', entry.when],
            ['Content', entry.content],
            ['Kept', entry.until],
            ['Read by', entry.readBy],
            ['Consent', entry.consent],
          ],
        ),
      ].join('\n'),
    ),
  ].join('\n');
}

function titleOf(name: keyof typeof keys): string {
  return name === 'CONFIG_KEY_PREFIX' ? `${keys[name]}ADDRESS` : keys[name];
}

function anchorOf(name: keyof typeof keys): string {
  return titleOf(name).replaceAll(':', '-').toLowerCase();
}
