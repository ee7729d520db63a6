import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { readSealKeys } from '../seal/seal-keys.js';
import { EndpointError } from './endpoint-error.js';
import { countUsageMethods, isUsageStore } from './is-usage-store.js';
import { countEventMethods, isEventStore } from './events/is-event-store.js';
import { countSessionMethods, isSessionStore } from './sessions/is-session-store.js';
import { countPreviewMethods, isPreviewStore } from './previews/is-preview-store.js';
import { MAX_PROXIES, PLATFORM_HEADERS, PLATFORM_PROXIES } from './protect/platforms.js';

type Check = (value: unknown) => boolean;

const isFunction: Check = (value) => typeof value === 'function';
/** Checks for a method, of the object itself or of its class. */
const has =
  (method: string): Check =>
  (value) =>
    isRecord(value) && isFunction(value[method]);

const PLATFORMS = [...Object.keys(PLATFORM_HEADERS), ...Object.keys(PLATFORM_PROXIES)];
const isLimit: Check = (value) =>
  isRecord(value) && [value['limit'], value['windowMs']].every((n) => typeof n === 'number' && n > 0 && n < Infinity);
/** A path of plain segments, without a slash at its end. */
const BASE = /^(?:\/[\w.~-]+)*$/;

/** Options whose type no other part of the endpoint checks. */
const WANTED: Readonly<Record<string, readonly [check: Check, wanted: string]>> = {
  store: [
    (store) =>
      has('claimGift')(store) &&
      (countUsageMethods(store) === 0 || isUsageStore(store)) &&
      (countPreviewMethods(store) === 0 || isPreviewStore(store)) &&
      (countEventMethods(store) === 0 || isEventStore(store)) &&
      (countSessionMethods(store) === 0 || isSessionStore(store)),
    'a store with a method "claimGift", with all of "spend", "readUsage" and "carry" or none of them, and with both or none of "keepPreview" and "findPreview", of "addCounts" and "readCounts", and of "keepSession" and "endSession"',
  ],
  anonymousUsage: [(value) => typeof value === 'boolean', 'true or false'],
  sealKeys: [
    (keys) => readSealKeys(keys) !== null,
    'a list of { kid, key }: "kid" a text without a dot, a colon or white space that comes once, "key" 32 octets as base64url',
  ],
  maxKeys: [isLimit, '{ limit, windowMs }, two numbers above 0'],
  users: [has('find'), 'a store with a method "find"'],
  allowedOrigins: [Array.isArray, 'a list of origins'],
  rateLimit: [(value) => value === false || isRecord(value), '{ limit, windowMs } or false'],
  clientKey: [isFunction, 'a function'],
  trustProxy: [
    (value) =>
      typeof value === 'number'
        ? Number.isInteger(value) && value > 0 && value <= MAX_PROXIES
        : typeof value === 'string' && PLATFORMS.includes(value),
    `one of ${PLATFORMS.map((name) => `"${name}"`).join(', ')}, or the number of proxies that add an item to X-Forwarded-For`,
  ],
  base: [
    (value) => typeof value === 'string' && BASE.test(value),
    'a path such as "/api/zephr", without a slash at its end',
  ],
  log: [isFunction, 'a function'],
  now: [isFunction, 'a function'],
  fetch: [isFunction, 'a function'],
  waitUntil: [isFunction, 'a function'],
};

/**
 * Checks the types of the options of `createEndpoint`, which callers in JavaScript may get wrong.
 *
 * @throws {EndpointError} `option-invalid`, with a pointer to the option.
 */
export function checkOptions(options: unknown): void {
  if (!isRecord(options)) throw new EndpointError('option-invalid', '', 'must be an object.');
  for (const [name, [check, wanted]] of Object.entries(WANTED)) {
    const value = own(options, name);
    if (value !== undefined && !check(value))
      throw new EndpointError('option-invalid', `/${name}`, `must be ${wanted}.`);
  }
  if (own(options, 'clientKey') !== undefined && own(options, 'trustProxy') !== undefined)
    throw new EndpointError('option-invalid', '/trustProxy', 'is not used beside "clientKey": give one of them.');
}
