import type { Config } from '../model/config.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { checkJwt } from './check-jwt.js';
import { checkOutcome } from './check-outcome.js';
import { checkShape, isText, isTextOrTexts, TEXTS, type Kind, type Members } from './check-shape.js';
import { fail } from './fail.js';
import { findSecrets } from './find-secret.js';

const COMPONENT: Members = { 'type!': isText, offers: [Array.isArray, { 'id!': isText }] };

/**
 * Checks all of a config but the inside of its features, which may wait until one is asked for.
 *
 * @param config - Anything at all.
 * @param needsKey - A page can verify nothing without a key; an engine is handed claims.
 * @param noSecret - The config's text was looked through already.
 * @throws {ConfigError} At the first mistake.
 */
export function checkConfig(config: unknown, needsKey = false, noSecret = false): Config {
  if (!noSecret) findSecrets(config, (pointer) => fail('secret-in-browser', pointer));
  checkShape(
    config,
    {
      'version!': (version) => version === 1 || 'version-unknown',
      'features!': isRecord,
      requires: TEXTS,
      components: [isRecord, COMPONENT],
    },
    '',
  );
  const checked = config as Config;
  const { features, components, outcomes = {}, jwt } = checked;
  const isFeature: Kind = (id) => own(features, id) !== undefined || 'feature-unknown';
  const product: Members = { 'claimValue!': isTextOrTexts, 'features!': [Array.isArray, isFeature] };
  checkShape(config, { products: [isRecord, product], outcomes: isRecord }, '');
  for (const id of Object.keys(outcomes)) checkOutcome(outcomes[id], `/outcomes${toPointer(id)}`, components);
  if (jwt !== undefined) checkJwt(jwt, needsKey);
  return checked;
}

/** Checks that an id of a feature or product is known. Throws `feature-unknown` or `product-unknown`. */
export function checkReference(config: Config, kind: 'feature' | 'product', id: unknown, at: string): string {
  checkShape(id, isText, at);
  return own(config[`${kind}s`], id) === undefined ? fail(`${kind}-unknown`, at) : (id as string);
}
