import type { Config } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { checkJwt, hasKey } from './check-jwt.js';
import { checkOutcome } from './check-outcome.js';
import {
  expectField,
  expectKind,
  expectNames,
  expectOptional,
  expectRecord,
  forEachRecord,
  isList,
  isText,
  isTextOrTexts,
  isTexts,
} from './expect.js';
import { fail } from './fail.js';
import { findSecret } from './find-secret.js';

/**
 * Checks all of a config but the inside of its features, which may wait until one is asked for.
 *
 * @param value - Anything at all.
 * @param needsKey - A page can verify nothing without a key; an engine is handed claims.
 * @param noSecret - The config's text was looked through already.
 * @throws {ConfigError} At the first mistake.
 */
export function checkConfig(value: unknown, needsKey = false, noSecret = false): Config {
  const config = expectRecord(value, '');
  const secret = noSecret ? null : findSecret(config);
  if (secret !== null) fail('secret-in-browser', secret);
  if (expectField(config, 'version', () => true, '') !== 1) fail('version-unknown', '/version');
  expectOptional(config, 'requires', isTexts, '');
  const features = expectField(config, 'features', isRecord, '');
  if (config['jwt'] !== undefined && !hasKey(checkJwt(config['jwt'])) && needsKey) fail('key-missing', '/jwt');
  forEachRecord(config, 'products', '', isRecord, (product, at) => {
    expectField(product, 'claimValue', isTextOrTexts, at);
    expectField(product, 'features', isTexts, at);
    expectNames(product, 'features', at, (id) => own(features, id) !== undefined, 'feature-unknown');
  });
  forEachRecord(config, 'components', '', isRecord, (component, at) => {
    expectField(component, 'type', isText, at);
    forEachRecord(component, 'offers', at, isList, (offer, offerAt) => expectField(offer, 'id', isText, offerAt));
  });
  forEachRecord(config, 'outcomes', '', isRecord, (outcome, at) => checkOutcome(outcome, at, config['components']));
  return config as unknown as Config;
}

/** Checks that an id of a feature or product is known. Throws `feature-unknown` or `product-unknown`. */
export function checkReference(config: Config, kind: 'feature' | 'product', id: unknown, at: string): string {
  const name = expectKind<string>(id, isText, at);
  return own(config[`${kind}s`], name) === undefined ? fail(`${kind}-unknown`, at) : name;
}
