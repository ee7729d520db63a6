/** Tables and numbers that the pages for reviewers have by hand, compared with the code. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { suite, test } from 'node:test';
import * as endpointLimits from '../../../src/endpoint/limits.js';
import { ROUTES } from '../../../src/endpoint/routes/route-table.js';
import { MOST_LEVELS } from '../../../src/lib/is-nested-deeply.js';
import { DEFAULT_KEEP_MS } from '../../../src/page/config/limits.js';
import { MAX_VIEWS } from '../../../src/page/ledger/limits.js';
import * as storageKeys from '../../../src/page/storage-keys.js';
import { writeJsonSchema } from '../../../src/schema/write-json-schema.js';
import * as tokenLimits from '../../../src/token/limits.js';
import { DEFAULT_COOKIE } from '../../../src/token/may-have-token.js';
import { ALL_ALGORITHMS } from '../../../src/token/verify/algorithms-of.js';
import { HASH_OCTETS } from '../../../src/token/verify/read-secret.js';
import { readNames, readPage, readSection, readTable } from '../../support/read-page.js';

const CRYPTOGRAPHY = 'security/cryptography.md';
const PRIVACY = 'security/privacy.md';

const written = (count: number): string => count.toLocaleString('en');

/** Asserts that a text has each of these phrases. */
function assertSays(text: string, phrases: readonly string[]): void {
  assert.deepEqual(
    phrases.filter((phrase) => !text.includes(phrase)),
    [],
  );
}

/** The members of a schema whose help begins with "Address", by the name of the object and of the member. */
function findAddresses(schema: unknown, at = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties, $defs, ...more } = schema as Readonly<Record<string, object | undefined>>;
  const own = Object.entries(properties ?? {}).flatMap(([name, member]: [string, object]) => [
    ...('description' in member && /^Address/.test(String(member.description)) ? [`${at}.${name}`] : []),
    ...findAddresses(member, `${at}.${name}`),
  ]);
  const named = Object.entries($defs ?? {}).flatMap(([name, one]) => findAddresses(one, name));
  return [...own, ...named, ...Object.values(more).flatMap((one) => findAddresses(one, at))];
}

suite('the page about cryptography', () => {
  const steps = readTable(readSection(CRYPTOGRAPHY, '## What a token has to pass'), '| step |');

  test('names files of the verifier', () => {
    const files = steps.flatMap(([, code]) => readNames(code!));

    assert.ok(files.length > 3);
    assert.deepEqual(
      files.filter((file) => !existsSync(new URL(`../../../src/token/verify/${file}`, import.meta.url))),
      [],
    );
  });

  test('has the limits of a token', () => {
    assertSays(steps.map((row) => row.join(' ')).join('\n'), [
      `more than ${written(tokenLimits.MAX_TOKEN_CHARACTERS)} characters`,
      `more than ${MOST_LEVELS} levels`,
      `RSA under ${written(tokenLimits.MIN_RSA_BITS)} bits`,
    ]);
  });

  test('has the limits of keys', () => {
    assert.equal(tokenLimits.KEY_SET_MAX_AGE_MS, 10 * 60_000);
    assertSays(readSection(CRYPTOGRAPHY, '## Keys'), [
      `at most ${tokenLimits.MAX_KEY_SET_BYTES / 1024} KiB and ${tokenLimits.MAX_KEYS_PER_SET} keys`,
      'kept for ten minutes',
      `at most every ${tokenLimits.KEY_SET_COOL_DOWN_MS / 1000} seconds`,
    ]);
  });

  test('lists every algorithm', () => {
    const rows = readTable(readSection(CRYPTOGRAPHY, '## Algorithms'), '| where |');
    const inPage = rows.find(([where]) => where === 'in the page')![1]!;
    const besides = rows.find(([where]) => where!.startsWith('at the endpoint'))![1]!;

    assert.deepEqual(inPage.split(', ').sort(), [...ALL_ALGORITHMS].sort());
    assert.deepEqual(besides.match(/HS\d+/g), Object.keys(HASH_OCTETS));
  });
});

suite('the page about privacy', () => {
  test('names the cookie that is read', () => {
    assertSays(readSection(PRIVACY, '## Which cookie it sets'), [`\`${DEFAULT_COOKIE}\``, '`jwt.cookie`']);
  });

  test('lists every key under which a page stores data', () => {
    const rows = readTable(readSection(PRIVACY, '## What is stored in the browser'), '| data |');
    const { DEBUG_KEY, RENEWAL_NAME, ...stored } = storageKeys;

    assert.ok(DEBUG_KEY && RENEWAL_NAME, 'One is only read, the other a lock.');
    assert.deepEqual(
      rows.flatMap(([data]) => readNames(data!).map((name) => name.replace('…', ''))).sort(),
      Object.values(stored).sort(),
    );
  });

  test('has the times and counts after which data ends', () => {
    assertSays(readSection(PRIVACY, '## What is stored in the browser'), [
      `${written(MAX_VIEWS)} newer views`,
      `${DEFAULT_KEEP_MS / 86_400_000} days, or as \`data-keep-config\` says`,
    ]);
    assert.equal(endpointLimits.ASSERTION_LIFETIME_S, 5 * 60);
    assertSays(readPage(PRIVACY), ['signed | five minutes |']);
    assert.equal(endpointLimits.VIEW_ID_MEMORY_MS, 7 * 86_400_000);
    assertSays(readPage(PRIVACY), ['until a week after the last window']);
  });

  const receivers = readTable(readSection(PRIVACY, '## What is sent'), '| to |').flatMap(([to]) => readNames(to!));

  test('lists every address of a config that gets a request', () => {
    // Links that a reader follows, and the schema itself.
    const followed = ['.$schema', 'FieldConfig.href', 'OfferConfig.href', 'SiteOfferConfig.href'];
    const objects: Readonly<Record<string, string>> = {
      JwtConfig: 'jwt.',
      AnalyticsConfig: 'analytics.',
      SealingConfig: 'sealing.',
    };
    const addresses = findAddresses(writeJsonSchema())
      .filter((name) => !followed.includes(name))
      .map((name) => name.replace(/^(\w+)\./, (_, object: string) => objects[object] ?? ''));

    assert.ok(addresses.length > 5);
    assert.deepEqual(
      addresses.filter((name) => !receivers.includes(name)),
      [],
    );
  });

  test('lists every route that a page uses', () => {
    // Servers, monitors and commands use these.
    const ofServers = ['decide', 'health', 'preview'];
    const routes = Object.keys(ROUTES).map((path) => path.replace('/zephr/', ''));

    assert.deepEqual(
      routes.filter((name) => ![...ofServers, ...receivers, 'verify'].includes(name)),
      [],
    );
  });
});

suite('the table of limits of the endpoint', () => {
  /** Limits of memory, files and other servers, which no client meets as an answer. */
  const INTERNAL = [
    ...[
      'WEBHOOK_SECRET_OCTETS',
      'MAX_WEBHOOK_SECRETS',
      'WEBHOOK_TIMEOUT_MS',
      'MAX_WEBHOOK_ATTEMPTS',
      'WEBHOOK_DRAIN_MS',
    ],
    ...['FIRST_WEBHOOK_WAIT_MS', 'MAX_WEBHOOK_WAIT_MS', 'MAX_WAITING_MESSAGES', 'MAX_WEBHOOK_REQUESTS'],
    'MAX_KNOWN_MESSAGES',
    ...['MAX_LOCATION_CHARACTERS', 'MAX_CLIENT_KEY_CHARACTERS', 'MAX_VERIFICATIONS_OVER_LIMIT_PER_S'],
    ...[
      'MAX_COUNTED_CLIENTS',
      'MAX_FEATURE_KEYS',
      'MAX_GIFTS_IN_MEMORY',
      'MAX_KEY_LIFETIME_MS',
      'MAX_SPEND_ROUNDS',
      'MAX_VIEWS_PER_TRACKER',
      'MAX_READER_CHARACTERS',
    ],
    ...['VIEW_OVERHEAD_CHARACTERS', 'MAX_ANONYMOUS_ITEM_CHARACTERS', 'MAX_ANONYMOUS_VIEW_AGE_MS', 'NEW_READERS_LIMIT'],
    ...[
      'NEW_READERS_WINDOW_MS',
      'MAX_VIEWS_IN_MEMORY',
      'MAX_SESSION_READERS_IN_MEMORY',
      'SESSION_SAVE_MS',
      'EXPIRY_GRACE_MS',
      'VIEW_ID_MEMORY_MS',
      'MAX_REMEMBERED_IDS',
    ],
    ...['CLEANUP_INTERVAL_MS', 'MAX_ROWS_PER_CLEANUP', 'DATABASE_BUSY_TIMEOUT_MS', 'MAX_CHECKED_FILE_BYTES'],
    ...['LOCK_PATIENCE_MS', 'LOCK_REFUSAL_MS', 'MAX_LOCK_RETRY_DELAY_MS', 'LOCK_REPORTED_AFTER_MS'],
    ...['MAX_QUEUED_OPERATIONS', 'MAX_QUEUE_RUN_MS', 'FILE_CHECK_INTERVAL_MS', 'STATE_TEST_INTERVAL_MS'],
    ...['FAILURE_MEMORY_MS', 'MAX_OVERDUE_CALLS', 'STORE_REFUSAL_MS', 'REDIS_TIMEOUT_MS', 'MAX_REDIS_RETRY_DELAY_MS'],
    ...['MAX_PIECE_CHARACTERS', 'OUTAGE_LOG_WINDOW_MS', 'MAX_KINDS_OF_OUTAGES', 'MAX_PREVIEW_CHARACTERS_IN_MEMORY'],
    ...['VERIFIED_TOKEN_MEMORY_MS', 'MAX_VERIFIED_TOKEN_CHARACTERS', 'MAX_CONFIRMED_SEAL_CHARACTERS'],
    ...['CONTENT_KEPT_S', 'MAX_CONTENT_KEPT_S', 'MISSING_CONTENT_KEPT_MS', 'STALE_CONTENT_KEPT_MS', 'CONTENT_RETRY_MS'],
    ...[
      'CONTENT_TIMEOUT_MS',
      'MAX_CONTENT_TIMEOUT_MS',
      'MAX_CONTENT_BYTES',
      'MAX_CONTENT_REQUESTS',
      'MAX_CONTENT_FIELDS',
    ],
    ...['MAX_CONTENT_VALUE_CHARACTERS', 'MAX_KEPT_CONTENT_CHARACTERS', 'MAX_MISSING_CONTENT_CHARACTERS'],
    ...['MAX_COUNTED_ID_CHARACTERS', 'MAX_COUNTED_DAYS', 'EVENT_GATHER_MS', 'COUNT_ROWS'],
  ];

  test('has every limit that a client can meet', () => {
    const rows = readTable(readSection('reference/http.md', '## Limits'), '| limit |');

    assert.deepEqual(
      [...rows.flatMap(([name]) => readNames(name!)), ...INTERNAL].sort(),
      Object.keys(endpointLimits).sort(),
    );
  });
});
