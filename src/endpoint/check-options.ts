import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { EndpointError } from './endpoint-error.js';
import type { UsageStore } from './store.js';

type Check = (value: unknown) => boolean;

const isFunction: Check = (value) => typeof value === 'function';
/** An object with a method, be it its own or of its class. */
const has =
  (method: string): Check =>
  (value) =>
    isRecord(value) && isFunction((value as Record<string, unknown>)[method]);

const USAGE = ['spend', 'readUsage', 'carry'] as const satisfies readonly (keyof UsageStore)[];
const countMethods = (store: unknown): number => USAGE.filter((method) => has(method)(store)).length;

/** Whether a store keeps the usage of readers, and not gifts alone. */
export function isUsageStore(store: object): store is UsageStore {
  return countMethods(store) === USAGE.length;
}

/** What is said nowhere else. */
const WANTED: Readonly<Record<string, readonly [check: Check, wanted: string]>> = {
  store: [
    (store) => has('claimGift')(store) && (countMethods(store) === 0 || countMethods(store) === USAGE.length),
    'a store with a method "claimGift", and with all of "spend", "readUsage" and "carry" or none of them',
  ],
  users: [has('find'), 'a store with a method "find"'],
  allowedOrigins: [Array.isArray, 'a list of origins'],
  rateLimit: [(value) => value === false || isRecord(value), '{ limit, windowMs } or false'],
  clientKey: [isFunction, 'a function'],
  log: [isFunction, 'a function'],
  now: [isFunction, 'a function'],
  fetch: [isFunction, 'a function'],
};

/**
 * Checks the kinds of the options: what is wired from JavaScript knows no types.
 *
 * @throws {EndpointError} `option-invalid`.
 */
export function checkOptions(options: unknown): void {
  if (!isRecord(options)) throw new EndpointError('option-invalid', '', 'must be an object.');
  for (const [name, [check, wanted]] of Object.entries(WANTED)) {
    const value = own(options, name);
    if (value !== undefined && !check(value))
      throw new EndpointError('option-invalid', `/${name}`, `must be ${wanted}.`);
  }
}
