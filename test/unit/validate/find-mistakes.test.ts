import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { findMistakes } from '../../../src/validate/find-mistakes.js';
import type { Mistake } from '../../../src/validate/mistake.js';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { ConfigError } from '../../../src/model/config-error.js';
import { aConfig, aConfigWithRule, aNode } from '../../support/a-config.js';
import { nearlySound, wordyJson } from '../../support/arbitrary-config.js';
import { change, type Case } from '../../support/judge-cases.js';

const RULE = '/features/articles/rules/anonymous';

/** The mistakes found, in short: `code pointer`. */
function reported(config: unknown, severity?: Mistake['severity']): string[] {
  return findMistakes(config)
    .filter((mistake) => severity === undefined || mistake.severity === severity)
    .map(({ code, pointer }) => `${code} ${pointer}`);
}

/** The message of the one mistake of a code. */
function messageOf(config: unknown, code: Mistake['code']): string {
  const [found, ...others] = findMistakes(config).filter((mistake) => mistake.code === code);
  assert.deepEqual(others, []);
  return found?.message ?? 'not found';
}

/** The mistake at which compiling ends, or `null`. */
function compile(config: unknown): ConfigError | null {
  try {
    compileConfig(config);
    return null;
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error;
  }
}

/**
 * Compiling and finding agree: where one is content the other is, and the mistake of one is among those of the other.
 */
function agree(config: unknown): void {
  const mistake = compile(config);
  // Compiling takes a component of an unknown type, as a newer version may know it, and a wall lacks an unknown offer.
  const errors = reported(config, 'error').filter(
    (error) => !/^(component-unknown .*\/type$|offer-unknown )/.test(error),
  );
  if (mistake) assert.ok(errors.includes(`${mistake.code} ${mistake.pointer}`), `${mistake.message} ${errors.join()}`);
  else assert.deepEqual(errors, []);
}

suite('the mistake that compiling ends at is among all that are found', () => {
  const table = new URL('../../cases/config-mistakes.json', import.meta.url);
  const rows = JSON.parse(readFileSync(table, 'utf8')) as readonly Case[];

  for (const { says, at, put, page = false, gives: expected } of rows) {
    test(says, () => {
      const gives = expected as 'no mistake' | { readonly code: string; readonly pointer: string };
      const config = change(aConfig(), at, put);
      const all = reported(config);
      const errors = reported(config, 'error');

      // Only a page needs a key.
      if (page && gives !== 'no mistake') assert.ok(all.includes(`${gives.code} ${gives.pointer}`));
      if (page || gives === 'no mistake') assert.deepEqual(errors, []);
      else assert.ok(errors.includes(`${gives.code} ${gives.pointer}`), errors.join());
    });
  }

  test('a config with anything in a few of its places', () => {
    fc.assert(fc.property(nearlySound, agree), { numRuns: 1000 });
  });
  test('any JSON made of the words of configs', () => {
    fc.assert(fc.property(wordyJson, agree), { numRuns: 1000 });
  });
});

suite('whatever is given', () => {
  test('finding mistakes ends, and each has a pointer and a sentence', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
        (config) => {
          for (const { pointer, message } of findMistakes(config)) {
            assert.match(pointer, /^(\/.*)?$/s);
            assert.ok(message.startsWith(`${pointer || 'config'}: `));
            assert.ok(message.endsWith('.'), message);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
  test('nothing is reported twice', () => {
    fc.assert(
      fc.property(nearlySound, (config) => {
        const all = reported(config);
        assert.deepEqual([...new Set(all)], all);
      }),
      { numRuns: 300 },
    );
  });
  test('a rule ten thousand nodes deep is followed to its end', () => {
    let rule: unknown = 'wall';
    for (let i = 0; i < 10_000; i++) rule = { type: 'jwt-expired', yes: 'show', no: rule };

    assert.deepEqual(reported(aConfigWithRule(rule), 'error'), [`step-unknown ${RULE}${'/no'.repeat(10_000)}`]);
  });
  test('a map of very many entries is looked through', () => {
    const outcomes = Object.fromEntries(Array.from({ length: 130_000 }, (_, i) => [`o${i}`, { content: 'hide' }]));

    assert.equal(findMistakes({ version: 1, outcomes, features: {} }).length, 130_000);
  });
  test('an object that contains itself is checked once', () => {
    const ring: Record<string, unknown> = { type: 'jwt-expired', yes: 'show' };
    ring['no'] = ring;

    assert.deepEqual(reported(aConfigWithRule(ring), 'error'), [`cycle ${RULE}`]);
  });
  test('one node in very many places is looked at once', () => {
    let rule: unknown = 'show';
    for (let i = 0; i < 60; i++) rule = { type: 'jwt-expired', yes: rule, no: rule };

    assert.deepEqual(reported(aConfigWithRule(rule), 'error'), []);
  });
});

suite('of a config with many mistakes', () => {
  const config = aConfigWithRule({
    start: 'a',
    nodes: {
      a: { type: 'jwt-tokn', yes: 'shw', no: 'b' },
      b: { type: 'jwt-token', condition: 'equal', yes: 'b', no: { content: 'blur', components: ['registr'] } },
    },
  });

  test('all are reported, in the order of the config', () => {
    assert.deepEqual(reported(config, 'error'), [
      `node-type-unknown ${RULE}/nodes/a/type`,
      `step-unknown ${RULE}/nodes/a/yes`,
      `cycle ${RULE}/nodes/b`,
      `condition-unknown ${RULE}/nodes/b/condition`,
      `type-wrong ${RULE}/nodes/b/no/content`,
      `component-unknown ${RULE}/nodes/b/no/components/0`,
      `field-missing ${RULE}/nodes/b/property`,
    ]);
  });
  test('all secrets are reported', () => {
    const jwt = { secret: 'hunter2', publicKey: { kty: 'oct', k: 'aa' } };

    assert.deepEqual(reported(aConfig({ jwt, note: { secret: 7 } }), 'error'), [
      'secret-in-browser /jwt/secret',
      'secret-in-browser /jwt/publicKey',
      'secret-in-browser /note/secret',
    ]);
  });
  test('none quotes a secret', () => {
    assert.doesNotMatch(JSON.stringify(findMistakes(aConfig({ jwt: { secret: 'hunter2' } }))), /hunter2/);
  });
  test('a missing map is reported once, and not for each reference to an entry of it', () => {
    assert.deepEqual(reported(aConfig({ features: undefined }), 'error'), ['field-missing /features']);
    assert.deepEqual(reported(aConfig({ components: [] }), 'error'), ['type-wrong /components']);
  });
});

suite('a message tells', () => {
  const messages: readonly (readonly [says: string, config: unknown, code: Mistake['code'], words: RegExp])[] = [
    ['which node was meant', aConfigWithRule({ ...aNode('a', 'show', 'show'), type: 'customdata' }), 'node-type-unknown', /"customdata" is not a node type\. Did you mean "custom-data"\? Known nodes: "jwt-token", /],
    ['which condition was meant', aConfigWithRule({ ...aNode('a', 'show', 'show'), condition: 'equal' }), 'condition-unknown', /Did you mean "equals"\? Known conditions: "equals", /],
    ['which conditions a node has', aConfigWithRule({ type: 'date-time', condition: 'equals', value: 7, yes: 'show', no: 'show' }), 'condition-unknown', /"equals" is not a condition\. Known conditions: "before", "after", "between"\.$/],
    ['which step was meant', aConfigWithRule('teasr'), 'step-unknown', /leads to "teasr".* Did you mean "teaser"\? Known steps: "show", "teaser", "sheet"\.$/],
    ['which component was meant', aConfigWithRule({ content: 'hide', components: ['registre'] }), 'component-unknown', /Did you mean "register"\?/],
    ['which value was meant', aConfigWithRule({ type: 'user-state', is: 'customr', yes: 'show', no: 'show' }), 'value-unknown', /Did you mean "customer"\? Known values: "anonymous", "registered", "customer"\.$/],
    ['which member was meant', aConfig({ featuers: {} }), 'member-unknown', /"featuers" is not known here\. Did you mean "features"\?/],
    ['the values that a member takes', aConfigWithRule({ content: 7 }), 'type-wrong', /a number\. It must be "show", "hide" or an object with "keep"\.$/],
    ['the numbers that a member takes', aConfigWithRule({ type: 'trial', limit: 1.5, yes: 'show', no: 'show' }), 'type-wrong', /It must be a whole number from 0 on\.$/],
    ['the values that a condition takes', aConfigWithRule({ ...aNode('a', 'show', 'show'), condition: 'in' }), 'value-invalid', /cannot compare with a number\. It takes a list of /],
    ['the purpose of a missing member', aConfig({ products: { gold: { claimValue: 'gold' } } }), 'field-missing', /"features" is missing\. The features that its holders get\.$/],
    ['which exits a split test has', aConfigWithRule({ type: 'split-test', test: 'price', exits: { a: 'show', bee: 'show' } }, { splitTests: { price: { groups: [{ id: 'a', weight: 1 }, { id: 'bees', weight: 1 }] } } }), 'exit-unknown', /"bee" is not an exit.* Did you mean "bees"\? Known exits: "a", "bees"\.$/],
  ]; // prettier-ignore

  for (const [says, config, code, words] of messages) {
    test(says, () => {
      assert.match(messageOf(config, code), words);
    });
  }
});

suite('of rules inside of rules', () => {
  const walk = (id: string, exits: unknown = { out: 'show' }): unknown => ({ type: 'sub-rule', rule: id, exits });
  const createSubRule = (start: unknown): unknown => ({ start, exits: ['out'] });
  const ask = (rule: unknown, subRules: Readonly<Record<string, unknown>>): string[] =>
    reported(aConfigWithRule(rule, { subRules }), 'error');

  test('a sound one has no mistake', () => {
    const inner = { start: 'a', nodes: { a: aNode('a', { exit: 'out' }, 'teaser') }, exits: ['out'] };

    assert.deepEqual(ask(walk('inner'), { inner }), []);
  });
  test('steps, exits and nodes are checked as in any rule', () => {
    const inner = { start: 'a', nodes: { a: aNode('a', { exit: 'in' }, 'b') }, exits: ['out'] };

    assert.deepEqual(ask(walk('inner'), { inner }), [
      'exit-unknown /subRules/inner/nodes/a/yes/exit',
      'step-unknown /subRules/inner/nodes/a/no',
    ]);
  });
  test('start and exits must be there', () => {
    assert.deepEqual(ask('show', { inner: {} }), [
      'field-missing /subRules/inner/start',
      'field-missing /subRules/inner/exits',
    ]);
  });
  test('each exit must lead somewhere, and there is no other', () => {
    const exits = { in: 'show' };

    assert.deepEqual(ask(walk('inner', exits), { inner: createSubRule({ exit: 'out' }) }), [
      `exit-unknown ${RULE}/exits/in`,
      `exit-missing ${RULE}/exits/out`,
    ]);
  });
  test('exits that are not there at all are missing one by one', () => {
    assert.deepEqual(ask({ type: 'sub-rule', rule: 'inner' }, { inner: createSubRule({ exit: 'out' }) }), [
      `exit-missing ${RULE}/exits/out`,
    ]);
  });
  test('yes and no are not exits of such a node', () => {
    const node = { ...(walk('inner') as object), yes: 'show' };

    assert.deepEqual(ask(node, { inner: createSubRule({ exit: 'out' }) }), [`exit-unknown ${RULE}/yes`]);
  });
  test('the step that leaves a sub rule leads nowhere outside of one', () => {
    assert.deepEqual(ask({ exit: 'out' }, {}), [`field-missing ${RULE}/content`]);
  });
  test('a missing one is reported', () => {
    assert.deepEqual(ask(walk('inner'), {}), [`sub-rule-unknown ${RULE}/rule`]);
  });
  test('one that goes through itself is a ring', () => {
    const subRules = { a: createSubRule(walk('b')), b: createSubRule(walk('a')), c: createSubRule(walk('c')) };

    assert.deepEqual(ask('show', subRules), ['cycle /subRules/a', 'cycle /subRules/c']);
  });
  test('a hundred inside of one another are enough', () => {
    const chain = (length: number): Record<string, unknown> =>
      Object.fromEntries(
        Array.from({ length }, (_, i) => [
          `s${i}`,
          createSubRule(i + 1 < length ? walk(`s${i + 1}`) : { exit: 'out' }),
        ]),
      );

    assert.deepEqual(ask('show', chain(100)), []);
    assert.deepEqual(ask('show', chain(101)), ['sub-rule-too-deep /subRules/s100']);
  });
});

test('which of two dates is the earlier one depends on the zone of a node', () => {
  const node = { type: 'date-time', condition: 'between', value: ['2026-01-01T00:00Z', '2026-01-01T00:30'] };
  const config = (timeZone: string): unknown => aConfigWithRule({ ...node, timeZone, yes: 'show', no: 'show' });

  assert.deepEqual(reported(config('UTC'), 'error'), []);
  assert.deepEqual(reported(config('Europe/Berlin'), 'error'), [`value-invalid ${RULE}/value`]);
  for (const zone of ['UTC', 'Europe/Berlin']) agree(config(zone));
});

suite('of a split test', () => {
  const groups = [
    { id: 'a', weight: 1 },
    { id: 'b', weight: 3 },
  ];
  const ask = (node: object, splitTests: unknown = { price: { groups } }): string[] =>
    reported(aConfigWithRule({ type: 'split-test', ...node }, { splitTests }), 'error');

  test('each group has an exit, and there is no other', () => {
    assert.deepEqual(ask({ test: 'price', exits: { a: 'show', b: 'teaser' }, unknown: 'show' }), []);
    assert.deepEqual(ask({ test: 'price', exits: { a: 'show', c: 'show' } }), [
      `exit-unknown ${RULE}/exits/c`,
      `exit-missing ${RULE}/exits/b`,
    ]);
  });
  test('exits lead somewhere', () => {
    assert.deepEqual(ask({ test: 'price', exits: { a: 'wall', b: 7 } }), [
      `step-unknown ${RULE}/exits/a`,
      `type-wrong ${RULE}/exits/b`,
    ]);
  });
  test('a missing one is reported', () => {
    assert.deepEqual(ask({ test: 'prise', exits: {} }), [`split-test-unknown ${RULE}/test`]);
  });
  test('there is a group, and each has a name and a weight', () => {
    assert.deepEqual(ask({ test: 'price', exits: {} }, { price: { groups: [] } }), [
      'type-wrong /splitTests/price/groups',
    ]);
    assert.deepEqual(
      ask({ test: 'price', exits: { a: 'show' } }, { price: { groups: [{ id: 'a' }, { weight: -1 }] } }),
      [
        'field-missing /splitTests/price/groups/0/weight',
        'type-wrong /splitTests/price/groups/1/weight',
        'field-missing /splitTests/price/groups/1/id',
      ],
    );
  });
});
