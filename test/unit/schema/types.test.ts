import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { resolveConfig } from 'prettier';
import { writeReadersTypes, writeTypes } from '../../../scripts/write-types.mjs';
import { findMistakes } from '../../../src/validate/find-mistakes.js';
import type { Config, Rule } from '../../../src/model/config.js';
import { describeConfig, writeReadersSchema } from '../../../src/schema/write-json-schema.js';

/** A publisher's config in TypeScript. */
const config = {
  version: 1,
  jwt: { jwksUrl: 'https://id.example/jwks', audience: 'news', userMapping: { foreignUserIdProperty: 'sub' } },
  components: {
    subscribe: { type: 'paywall', offers: [{ id: 'monthly', price: { amount: 9.9, currency: 'EUR' }, per: 'month' }] },
  },
  splitTests: { price: { groups: [{ id: 'a', weight: 1 }] } },
  subRules: { members: { start: { exit: 'out' }, exits: ['out'] } },
  features: {
    articles: {
      rules: {
        anonymous: {
          start: 'left',
          nodes: {
            left: { type: 'trial', limit: 3, window: { days: 30 }, yes: 'show', no: 'test' },
            test: { type: 'split-test', test: 'price', exits: { a: 'rule' } },
            rule: { type: 'sub-rule', rule: 'members', exits: { out: { content: 'hide', components: ['subscribe'] } } },
          },
        },
        registered: { type: 'jwt-token', property: 'age', condition: 'at-least', value: 18, yes: 'show', no: 'show' },
      },
    },
  },
} as const satisfies Config;

suite('the types of a config', () => {
  test('are what the schema says; else run "npm run generate"', async () => {
    const path = fileURLToPath(new URL('../../../src/model/config-types.ts', import.meta.url));

    assert.equal(
      readFileSync(path, 'utf8'),
      await writeTypes(describeConfig(), 'Config', (await resolveConfig(path))!),
    );
  });

  test('of test readers are what their schema says; else run "npm run generate"', async () => {
    const path = fileURLToPath(new URL('../../../src/model/readers-types.ts', import.meta.url));

    assert.equal(
      readFileSync(path, 'utf8'),
      await writeReadersTypes(writeReadersSchema(), (await resolveConfig(path))!),
    );
  });

  test('take a sound config', () => {
    assert.deepEqual(findMistakes(config), []);
  });

  test('take a rule that is put together elsewhere', () => {
    const wall: Rule = { content: { keep: { words: 60 } }, components: ['subscribe'] };
    const features: Config['features'] = { articles: { rules: { anonymous: wall } } };

    assert.deepEqual(
      findMistakes({ ...config, features }).filter(({ severity }) => severity === 'error'),
      [],
    );
  });
});

/** Configs that the compiler refuses, as `@ts-expect-error` expects, and the check finds as well. */
const REFUSED: Readonly<Record<string, Rule>> = {
  // @ts-expect-error -- there is no such node
  'a node of an unknown type': { type: 'moon-phase', yes: 'show', no: 'show' },
  // @ts-expect-error -- it needs an exit `no`
  'a node without an exit': { type: 'gift', yes: 'show' },
  // @ts-expect-error -- there is no such condition
  'an unknown condition': { type: 'url-path', condition: 'equal', value: '/', yes: 'show', no: 'show' },
  // @ts-expect-error -- a date can only be before, after or between others
  'a condition that the node does not have': {
    type: 'date-time',
    condition: 'in',
    value: [7],
    yes: 'show',
    no: 'show',
  },
  // @ts-expect-error -- the member is called `property`
  'a member of another node': { type: 'jwt-token', attribute: 'a', condition: 'is-empty', yes: 'show', no: 'show' },
  // @ts-expect-error -- content is shown, hidden or kept in part
  'unknown content': { content: 'blur' },
};

suite('the compiler and the check refuse', () => {
  for (const [says, rule] of Object.entries(REFUSED)) {
    test(says, () => {
      const features = { articles: { rules: { anonymous: rule } } };

      assert.ok(findMistakes({ ...config, features }).some(({ severity }) => severity === 'error'));
    });
  }
});
