/** Sealed features whose seals hold less than they seem to. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findProtectionWarnings } from '../../../src/validate/find-protection-warnings.js';

const WALL = { content: 'hide', components: ['register'] };
const ENDPOINT = { sealing: { endpoint: '/zephr/keys' } };
const cookie = (yes: unknown, no: unknown, more: object = {}): object => ({
  ...{ type: 'cookie', name: 'member', condition: 'equals', value: 'yes', yes, no },
  ...more,
});
const claim = (yes: unknown, no: unknown): object => ({
  ...{ type: 'jwt-token', property: 'state', condition: 'equals', value: 'Alabama', yes, no },
});
const article = { type: 'content', name: 'premium', condition: 'equals', value: false };
/** Codes and pointers of the warnings about a sealed feature. */
const warn = (rules: object, feature: object = {}, config: object = ENDPOINT): string[] =>
  findProtectionWarnings({ ...config, features: { articles: { protection: 'sealed', ...feature, rules } } }).map(
    ({ code, pointer }) => `${code} ${pointer.replace('/features/articles', '')}`,
  );

suite('a sealed feature', () => {
  const sound: readonly (readonly [says: string, rules: object, config?: object])[] = [
    ['whose anonymous readers see a wall', { anonymous: WALL, registered: 'show' }],
    ['that a claim opens', { anonymous: WALL, registered: claim('show', WALL) }],
    ['that a field of the article opens', { anonymous: { ...article, yes: 'show', no: WALL } }],
    ['that a cookie closes', { anonymous: WALL, registered: cookie(WALL, 'show') }],
    ['whose keys are in the token', { anonymous: WALL, customer: 'show' }, { sealing: { claim: 'keys' } }],
    ['whose registered readers have a trial at the endpoint', { anonymous: WALL, registered: { type: 'trial', limit: 3, yes: 'show', no: WALL } }],
    ['whose endpoint is that of the tokens', { anonymous: WALL, customer: 'show' }, { jwt: { verifyEndpoint: '/zephr/verify' } }],
    ['that a cookie gives another wall', { anonymous: cookie(WALL, { content: 'hide' }), customer: 'show' }],
  ]; // prettier-ignore
  for (const [says, rules, config] of sound) {
    test(`${says} is not warned of`, () => {
      assert.deepEqual(warn(rules, {}, config), []);
    });
  }

  const trial = { type: 'trial', limit: 3, yes: 'show', no: WALL };
  const graph = { start: 'first', nodes: { first: claim('second', WALL), second: cookie('show', WALL) } };
  const group = { type: 'split-test', test: 't', exits: { a: cookie('open', WALL), b: WALL } };
  const rows: readonly (readonly [says: string, found: readonly string[], rules: object, feature?: object, config?: object])[] = [
    ['that everybody is shown', ['seal-for-all /rules/anonymous'], { anonymous: 'show' }],
    ['that everybody is shown by an outcome', ['seal-for-all /rules/anonymous'], { anonymous: { content: 'show' } }],
    ['without a rule for anonymous readers', ['seal-for-all '], { registered: WALL }],
    ['with a fallback that shows', ['seal-fallback /fallback'], { anonymous: WALL }, { fallback: 'show' }],
    ['that nothing opens', ['seal-unopenable /protection'], { anonymous: WALL }, {}, {}],
    ['that counts without an endpoint', ['seal-unopenable /protection'], { anonymous: WALL, registered: trial }, {}, { sealing: { claim: 'keys' } }],
    ['that asks a content API without an endpoint', ['seal-unopenable /protection'], { anonymous: { ...article, yes: 'show', no: WALL } }, {}, { sealing: { claim: 'keys' } }],
    ['that counts anonymous readers', ['seal-anonymous-trial /rules/anonymous'], { anonymous: trial }],
    ['that a cookie opens', ['seal-unprovable /rules/anonymous'], { anonymous: cookie('show', WALL) }],
    ['that a cookie opens after a claim', ['seal-unprovable /rules/registered/nodes/second'], { anonymous: WALL, registered: graph }],
    ['that a cookie opens in a group', ['seal-unprovable /rules/anonymous/exits/a'], { anonymous: group }],
    ['that a claim opens after a cookie', ['seal-unprovable /rules/registered'], { anonymous: WALL, registered: cookie(claim('show', WALL), WALL) }],
  ]; // prettier-ignore
  for (const [says, found, rules, feature, config] of rows) {
    test(`${says} is warned of`, () => {
      const all = { outcomes: { open: { content: 'show' } }, ...(config ?? ENDPOINT) };
      assert.deepEqual(warn(rules, feature, all), found);
    });
  }

  test('that names itself in a circle is followed once', () => {
    const circle = { start: 'a', nodes: { a: claim('b', WALL), b: cookie('a', 'a') } };

    assert.deepEqual(warn({ anonymous: WALL, registered: circle }), []);
  });

  const sub = (rule: string, exits: object): object => ({ type: 'sub-rule', rule, exits });
  const inner = (rule: object): object => ({ ...ENDPOINT, subRules: { loyal: { exits: ['in', 'out'], ...rule } } });
  const [enter, leave] = [{ exit: 'in' }, { exit: 'out' }];
  const passing: readonly (readonly [says: string, found: readonly string[], rule: object, subRule: object])[] = [
    ['an exit behind a cookie', ['seal-unprovable /subRules/loyal/start'], sub('loyal', { in: 'show', out: WALL }), { start: cookie(enter, leave) }],
    ['the other exit', [], sub('loyal', { in: WALL, out: 'show' }), { start: cookie(enter, leave) }],
    ['an outcome in it', ['seal-unprovable /subRules/loyal/nodes/c'], sub('loyal', { in: WALL, out: WALL }), { start: 'c', nodes: { c: cookie('show', leave) } }],
    ['an exit without a gate', [], sub('loyal', { in: 'show', out: WALL }), { start: claim(enter, leave) }],
    ['a cookie before it', ['seal-unprovable /rules/registered'], cookie(sub('loyal', { in: 'show', out: WALL }), WALL), { start: claim(enter, leave) }],
    ['a cookie behind its exit', ['seal-unprovable /rules/registered/exits/in'], sub('loyal', { in: cookie('show', WALL), out: WALL }), { start: claim(enter, leave) }],
    ['itself', [], sub('loyal', { in: 'show', out: WALL }), { start: sub('loyal', { in: enter, out: leave }) }],
  ]; // prettier-ignore
  for (const [says, found, rule, subRule] of passing) {
    test(`whose way goes through a sub rule, and ${says}, is ${found.length ? '' : 'not '}warned of`, () => {
      assert.deepEqual(warn({ anonymous: WALL, registered: rule }, {}, inner(subRule)), found);
    });
  }

  test('of a broken config is left alone', () => {
    for (const features of [null, [], { a: null }, { a: { protection: 'sealed', rules: 3 } }, { a: { protection: 7 } }])
      findProtectionWarnings({ features });
    assert.deepEqual(findProtectionWarnings(null), []);
  });
});

suite('the level of protection', () => {
  test('is stated for all features or for none', () => {
    const rules = { anonymous: WALL };
    const found = (features: object): string[] =>
      findProtectionWarnings({ ...ENDPOINT, features }).map(({ code, pointer }) => `${code} ${pointer}`);

    assert.deepEqual(found({ a: { rules }, b: { rules } }), []);
    assert.deepEqual(found({ a: { rules }, b: { rules, protection: 'hidden' } }), ['protection-missing /features/a']);
    assert.deepEqual(found({ a: { rules, protection: 'withheld' }, b: { rules, protection: 'hidden' } }), []);
  });
});
