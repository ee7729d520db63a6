/** Types of the values that a site asks for. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileSite } from '../support/compile-site.js';

const CONFIG = `import { defineConfig } from 'zephr-onpage';
export const config = defineConfig({
  version: 1,
  outcomes: { low: { content: 'show', value: 7.9 }, plain: { content: 'show' } },
  subRules: {
    check: { start: 'a', exits: ['x'], nodes: { a: { type: 'trial', limit: 1, yes: { exit: 'x' }, no: { content: 'hide', value: 1 } } } },
  },
  features: {
    price: {
      rules: {
        anonymous: { type: 'device', is: 'crawler', yes: 'low', no: { content: 'show', value: 9.9 } },
        registered: { type: 'sub-rule', rule: 'check', exits: { x: 'plain' } },
        customer: { start: 'a', nodes: { a: { type: 'device', is: 'crawler', yes: 'low', no: { content: 'hide', value: 2 } } } },
      },
    },
    banner: { rules: { anonymous: { content: 'show', value: { text: 'Hello', big: true } } } },
  },
});
`;
const ZEPHR = "import type { FeatureValue, Zephr } from 'zephr-onpage';\ndeclare const zephr: Zephr;\n";
const SITE = `import type { config } from './config.js';
declare global { interface ZephrSite { config: typeof config } }\n`;

/** The messages of the compiler for one file of a site, in one line. */
async function compile(code: string, isRegistered: boolean): Promise<string> {
  const files = { 'config.ts': CONFIG, 'page.ts': ZEPHR + code, ...(isRegistered && { 'site.ts': SITE }) };
  return Object.values(await compileSite({ files })).join(' ');
}

suite('a value that a site asks for', () => {
  test('has the type of the fallback where the config is not known', async () => {
    const sound = `export const all: [Promise<number>, Promise<string>, Promise<boolean>, Promise<{ text: string }>] =
      [zephr.value('any', 3), zephr.value('any', 'x'), zephr.value('any', true), zephr.value('any', { text: '' })];`;

    assert.equal(await compile(sound, false), '');
    assert.match(
      await compile("export const one: Promise<string> = zephr.value('any', 3);", false),
      /'number' is not assignable to type 'string'/,
    );
  });

  test('has the types of the config where it is known, and its ids alone', async () => {
    const sound = `import { config } from './config.js';
      export const price: Promise<7.9 | 9.9 | 1 | 2 | 0> = zephr.value('price', 0 as const);
      export const banner: Promise<string> = zephr.value('banner', null).then((found) => found?.text ?? '');
      export const all: FeatureValue<typeof config, 'price'>[] = [7.9, 9.9, 1, 2];`;

    assert.equal(await compile(sound, true), '');
    assert.match(
      await compile("void zephr.value('prize', 0);", true),
      /'"prize"' is not assignable to parameter of type '"(banner|price)" \| "(banner|price)"'/,
    );
    assert.match(
      await compile("export const one: Promise<7.9> = zephr.value('price', 7.9 as const);", true),
      /is not assignable to type '7\.9'/,
    );
  });
});
