import type { Config } from '../model/config.js';
import { bare } from '../lib/bare.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { OUTCOME } from './check-outcome.js';
import { checkShape, isText, isTextOrTexts, TEXTS, type Members } from './check-shape.js';
import { fail } from './fail.js';
import { JWT_SHAPE } from './jwt-shape.js';

const CONFIG: Members = {
  'version!': (version) => version === 1 || 'version-unknown',
  'features!': isRecord,
  requires: TEXTS,
  components: [isRecord, { 'type!': isText, offers: [Array.isArray, (offer) => isText(offer) || { 'id!': isText }] }],
  offers: [isRecord, isRecord],
  products: [
    isRecord,
    {
      'claimValue!': isTextOrTexts,
      'features!': [Array.isArray, (id, { features }) => own(features, id) !== undefined || 'feature-unknown'],
    },
  ],
  outcomes: [isRecord, OUTCOME],
  jwt: JWT_SHAPE,
};

/**
 * Checks a config, except for secrets (`refuseSecret`) and for the inside of its features, which is checked when a feature is
 * first decided.
 *
 * @param config - Anything at all.
 * @param needsKey - Whether a key is required: a page verifies tokens, an engine is given claims.
 * @returns Config and `jwt` without a prototype, so that no other script decides who verifies tokens.
 * @throws {ConfigError} At the first mistake.
 */
export function checkConfig(config: unknown, needsKey?: boolean): Config {
  checkShape(config, CONFIG, '', config as Config);
  const read = bare(config as Config);
  const jwt = read.jwt && bare(read.jwt);
  if (needsKey && jwt && !(jwt.publicKey ?? jwt.jwks ?? jwt.jwksUrl ?? jwt.verifyEndpoint)) fail('key-missing', '/jwt');
  return jwt ? Object.assign(read, { jwt }) : read;
}

/** Checks that an id of a feature or product is known. Throws `feature-unknown` or `product-unknown`. */
export function checkReference(config: Config, kind: 'feature' | 'product', id: unknown, at: string): string {
  checkShape(id, isText, at);
  return own(config[`${kind}s`], id) === undefined ? fail(`${kind}-unknown`, at) : (id as string);
}
