import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { findMistakes } from '../../../src/validate/find-mistakes.js';
import { NODE_TYPES } from '../../../src/config/known-names.js';
import { configSchema } from '../../../src/schema/config-schema.js';
import { holdAgainst } from '../../../src/schema/hold-against.js';
import { writeJsonSchema } from '../../../src/schema/write-json-schema.js';
import { aConfig, aConfigWithRule, aNode } from '../../support/a-config.js';
import { aRichConfig, nearlySound, wordyJson } from '../../support/arbitrary-config.js';
import { checkBySchema, type AnySchema } from '../../support/check-by-schema.js';

/** The text of a file. */
const schema = JSON.parse(JSON.stringify(writeJsonSchema())) as AnySchema;
const defs = schema['$defs'] as Readonly<Record<string, AnySchema>>;

function check(value: unknown): string[] {
  return checkBySchema(JSON.parse(JSON.stringify(value)), schema);
}

const RULE = '/features/articles/rules/anonymous';
const step = { content: 'hide' };

/** The verdict of the file on rules: nothing, or where something is wrong. */
const RULES: readonly (readonly [says: string, rule: unknown, wrong: readonly string[]])[] = [
  ['the id of a step', 'teaser', []],
  ['an outcome', step, []],
  ['a node', aNode('a', 'show', step), []],
  ['a graph', { start: 'a', nodes: { a: aNode('a', 'show', step) } }, []],
  ['a split test', { type: 'split-test', test: 'price', exits: { a: 'show' } }, []],
  ['a trial', { type: 'trial', limit: 3, window: { days: 30 }, remaining: { '1': 'show' }, yes: 'show', no: step }, []],
  ['a condition without a value', { type: 'url-path', condition: 'is-empty', yes: 'show', no: step }, []],
  ['a list of values', { type: 'url-path', condition: 'in', value: ['/a', 7], yes: 'show', no: step }, []],
  ['two dates', { type: 'date-time', condition: 'between', value: ['2026-01-01', 0], yes: 'show', no: step }, []],
  ['a number', 7, [RULE]],
  ['a node of an unknown type', { type: 'moon', yes: 'show', no: step }, [RULE]],
  ['a node without an exit', { type: 'gift', yes: 'show' }, [RULE]],
  ['a node with an unknown member', { type: 'gift', yes: 'show', no: step, mayby: 'show' }, [RULE]],
  ['an unknown condition', { ...aNode('a', 'show', step), condition: 'equal' }, [RULE]],
  ['a condition that the node does not have', { type: 'date-time', condition: 'equals', value: 7, yes: 'show', no: step }, [RULE]],
  ['a condition without its value', { type: 'url-path', condition: 'equals', yes: 'show', no: step }, [RULE]],
  ['a value that the condition does not take', { ...aNode('a', 'show', step), condition: 'in' }, [RULE]],
  ['one date for two', { type: 'date-time', condition: 'between', value: '2026-01-01', yes: 'show', no: step }, [RULE]],
  ['an outcome without content', { components: [] }, [RULE]],
]; // prettier-ignore

/** And of the rest. */
const CONFIGS: readonly (readonly [says: string, changes: object, wrong: readonly string[]])[] = [
  ['the address of the schema', { $schema: './zephr.schema.json' }, []],
  ['a version of the future', { version: 2 }, ['/version']],
  ['an unknown member', { featuers: {} }, ['/featuers']],
  ['a key as JWK', { jwt: { publicKey: { kty: 'EC', crv: 'P-256', x: 'a', y: 'b' } } }, []],
  ['a key that is not PEM', { jwt: { publicKey: 'MIIB' } }, ['/jwt/publicKey']],
  ['a product without a claim value', { products: { gold: { features: [] } } }, ['/products/gold']],
  ['a component of an unknown type', { components: { a: { type: 'hologram' } } }, ['/components/a/type']],
  ['an offer without an id', { components: { a: { type: 'paywall', offers: [{}] } } }, ['/components/a/offers/0']],
  ['a price in text', { components: { a: { type: 'paywall', offers: [{ id: 'a', price: { amount: '9', currency: 'EUR' } }] } } }, ['/components/a/offers/0']],
  ['an unknown user state', { features: { a: { rules: { subscriber: 'show' } } } }, ['/features/a/rules/subscriber']],
  ['half a word', { outcomes: { a: { content: { keep: { words: 0.5 } } } } }, ['/outcomes/a/content']],
  ['a split test without groups', { splitTests: { a: { groups: [] } } }, ['/splitTests/a/groups']],
  ['a sub rule without exits', { subRules: { a: { start: 'show' } } }, ['/subRules/a']],
]; // prettier-ignore

/** Mistakes in exits, and those that keep exits from being looked at. */
const FOUND_ON_THE_WAY = /^(exit-missing|sub-rule-unknown|split-test-unknown)$/;

suite('the file for editors', () => {
  test('lets a sound config pass', () => {
    assert.deepEqual(check(aConfig()), []);
    assert.deepEqual(check(aRichConfig()), []);
  });
  for (const [says, rule, wrong] of RULES) {
    test(`${wrong.length > 0 ? 'refuses' : 'takes'} for a rule ${says}`, () => {
      assert.deepEqual(check(aConfigWithRule(rule)), wrong);
    });
  }
  for (const [says, changes, wrong] of CONFIGS) {
    test(`${wrong.length > 0 ? 'refuses' : 'takes'} ${says}`, () => {
      assert.deepEqual(check(aConfig({ ...changes })), wrong);
    });
  }

  test('takes whatever is found to be as the schema has it', () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.oneof(nearlySound, wordyJson), (value) => {
        const { findings } = holdAgainst(configSchema, value);
        // That a node has no exits at all is found by following its rule, as far as what names its exits is known.
        if (findings.length > 0 || findMistakes(value).some(({ code }) => FOUND_ON_THE_WAY.test(code))) return;
        taken++;
        assert.deepEqual(check(value), []);
      }),
      { numRuns: 500 },
    );
    assert.ok(taken > 10, `only ${taken} were taken`);
  });
  test('has an entry for each node, by its name, with help', () => {
    const names = NODE_TYPES.map((type) => `${type.replace(/(^|-)./g, (start) => start.at(-1)!.toUpperCase())}Node`);

    assert.deepEqual(
      names.filter((name) => typeof defs[name]?.['description'] !== 'string'),
      [],
    );
  });
  test('refers to nothing that it does not have', () => {
    const referred = [...JSON.stringify(schema).matchAll(/"#\/\$defs\/([^"]*)"/g)].map(([, name]) => name!);

    assert.deepEqual(
      [...new Set(referred)].filter((name) => !defs[name]),
      [],
    );
    assert.ok(referred.length > 100);
  });
  test('says which draft it is written in', () => {
    assert.equal(schema['$schema'], 'https://json-schema.org/draft/2020-12/schema');
  });
});
