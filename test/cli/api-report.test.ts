import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { readDeclarations, writeReport } from '../../scripts/api-report.mjs';

const DOOR = `import { Config } from './config.js';
export * from './config.js';
/** Starts. */
declare function start(config: Config, options?: Options): Promise<void>;
interface Options {
    /** Milliseconds. */
    readonly timeout?: number;
}
declare global {
    interface Window {
        Zephr: unknown;
    }
}
export { start };
export type { Options as StartOptions };
`;

suite('the report of the doors', () => {
  test('is up to date: npm run api -- --update', async () => {
    const kept = readFileSync(new URL('../api/report.md', import.meta.url), 'utf8');

    assert.equal(await writeReport(), kept);
  });

  test('has declarations without comments, and the names by which they are exported', () => {
    const { declarations, exports, stars, others } = readDeclarations(DOOR);

    assert.deepEqual(Object.fromEntries(declarations), {
      start: ['function start(config: Config, options?: Options): Promise<void>;'],
      Options: ['interface Options {\n  readonly timeout?: number;\n}'],
    });
    assert.deepEqual(Object.fromEntries(exports), {
      start: { name: 'start', from: null, isType: false },
      StartOptions: { name: 'Options', from: null, isType: true },
    });
    assert.deepEqual(
      [stars, others],
      [['./config.js'], ['global {\n  interface Window {\n    Zephr: unknown;\n  }\n}']],
    );
  });

  for (const [says, before, after] of [
    ['a parameter that is no longer optional', 'options?: Options', 'options: Options'],
    ['another type of a member', 'timeout?: number', 'timeout?: string'],
    ['a name that is gone', 'export { start };', 'export {};'],
    ['an addition that is gone', 'Zephr: unknown;', ''],
    ['a door that no longer passes on another', "export * from './config.js';", ''],
  ] as const) {
    test(`shows ${says}`, () => {
      assert.ok(DOOR.includes(before));
      assert.notDeepEqual(readDeclarations(DOOR.replace(before, after)), readDeclarations(DOOR));
    });
  }

  test('stays as it is when only comments and the order of words change', () => {
    const commented = DOOR.replace('/** Milliseconds. */', '/** How long it waits, in milliseconds. */').replace(
      'declare function',
      'export declare function',
    );

    assert.deepEqual(readDeclarations(commented).declarations, readDeclarations(DOOR).declarations);
  });
});
