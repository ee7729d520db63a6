import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { acceptsAnyAudience } from '../../../src/config/accepts-any-audience.js';
import { findCaseMismatches } from '../../../src/config/find-case-mismatches.js';

suite('a name in the wrong case', () => {
  const rows: readonly (readonly [
    says: string,
    names: readonly string[],
    known: readonly string[],
    found: readonly (readonly [string, string])[],
  ])[] = [
    ['is found with the name that was meant', ['Prod'], ['prod'], [['Prod', 'prod']]],
    ['is found once', ['Prod', 'Prod'], ['prod'], [['Prod', 'prod']]],
    ['is found with the first of several names', ['PROD'], ['Prod', 'prod'], [['PROD', 'Prod']]],
    ['is right where it is known in this case too', ['prod'], ['Prod', 'prod'], []],
    ['is not found where no name is like it', ['prod'], ['product'], []],
    ['may be that of a member of every object', ['Constructor', 'toString'], ['__proto__'], []],
  ];
  for (const [says, names, known, found] of rows) {
    test(says, () => assert.deepEqual([...findCaseMismatches(names, known)], found));
  }
});

suite('tokens of any audience are accepted', () => {
  const rows: readonly (readonly [says: string, jwt: unknown, accepts: boolean])[] = [
    ['by a key set at an address', { jwksUrl: 'https://id.example/keys' }, true],
    ['by a key set in the config', { jwks: { keys: [] } }, true],
    ['not by a key set with an issuer', { jwks: { keys: [] }, issuer: 'id' }, false],
    ['not by a key set with an audience', { jwksUrl: 'https://id.example/keys', audience: 'news' }, false],
    ['not by a single key', { publicKey: '…' }, false],
    ['not without jwt', undefined, false],
    ['not by a value of another type', 'jwks', false],
  ];
  for (const [says, jwt, accepts] of rows) test(says, () => assert.equal(acceptsAnyAudience(jwt), accepts));
});
