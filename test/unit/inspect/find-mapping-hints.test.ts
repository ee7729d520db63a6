import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Config, JwtConfig } from '../../../src/model/config.js';
import { findMappingHints } from '../../../src/inspect/find-mapping-hints.js';

const aConfig = (jwt: JwtConfig, features: Config['features'] = {}): Config => ({ version: 1, jwt, features });

test('a claim that differs from the configured one only in case is named, as in the tutorial that writes Prod for prod', () => {
  const config = aConfig({ publicKey: 'k', productSyncing: { privateClaimName: 'Prod' } });

  const [warning, ...others] = findMappingHints(config, { prod: 'gold-secret' });

  assert.match(warning ?? '', /names the claim "Prod"; the token has "prod"/);
  assert.doesNotMatch(warning ?? '', /gold-secret/);
  assert.deepEqual(others, []);
});

test('a claim that a node names is looked at too', () => {
  const asks = { type: 'jwt-token', property: 'State', condition: 'equals', value: 'Alabama' } as const;
  const rules = { registered: { ...asks, yes: 'show', no: 'show' } };
  const config = aConfig({ publicKey: 'k' }, { articles: { rules } });

  assert.equal(findMappingHints(config, { state: 'Alabama' }).length, 1);
});

test('a claim that gives no id draws a warning without its value', () => {
  const config = aConfig({ publicKey: 'k', userMapping: { foreignUserIdProperty: 'sub' } });

  const [warning] = findMappingHints(config, { sub: 2 ** 53 });

  assert.match(warning ?? '', /"sub" is a number that is not a safe integer/);
  assert.doesNotMatch(warning ?? '', /9007/);
});

test('a claim that is there by its very name draws no warning', () => {
  const config = aConfig({ publicKey: 'k', productSyncing: { privateClaimName: 'prod' } });

  assert.deepEqual(findMappingHints(config, { prod: 'gold', Prod: 'silver' }), []);
});

test('a key set without issuer or audience draws a warning', () => {
  assert.match(findMappingHints(aConfig({ jwks: { keys: [] } }), {})[0] ?? '', /any token of that provider/);
});

test('a key set with an audience draws none', () => {
  assert.deepEqual(findMappingHints(aConfig({ jwksUrl: 'https://id.example/keys', audience: 'news' }), {}), []);
});
