import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { join } from 'node:path';
import { compileSite, type TypedSite } from '../support/compile-site.js';
import { installTools } from './farm.js';

/** A framework, and how its sites write a feature. */
interface Framework {
  readonly name: string;
  /** Packages that the site imports, by the names that they have among the tools. */
  readonly packages: Readonly<Record<string, string>>;
  readonly compiler?: readonly string[];
  readonly options?: TypedSite['options'];
  /** Makes a file of markup. */
  readonly write: (markup: string) => string;
  /** Ending of such a file. */
  readonly ending: string;
  /** A file that imports the types. */
  readonly types: string;
  /** Attributes that are as valid as the usual ones. */
  readonly own?: string;
}

const jsx = (markup: string): string => `export const page = () => ${markup};\n`;
const TSX = { write: jsx, ending: 'tsx' };

const FRAMEWORKS: readonly Framework[] = [
  {
    ...{ name: 'React 18', ...TSX, types: 'zephr-onpage/jsx' },
    packages: Object.fromEntries(['@types/react', '@types/prop-types', 'csstype'].map((name) => [name, name])),
  },
  {
    ...{ name: 'Preact 11', ...TSX, types: 'zephr-onpage/jsx/preact' },
    packages: { preact: 'preact' },
    options: { jsxImportSource: 'preact' },
  },
  {
    ...{ name: 'Preact 10', ...TSX, types: 'zephr-onpage/jsx/preact' },
    packages: { preact: 'preact-10' },
    options: { jsxImportSource: 'preact' },
  },
  {
    ...{ name: 'Solid', ...TSX, types: 'zephr-onpage/jsx/solid', own: 'attr:item="/story"' },
    packages: { 'solid-js': 'solid-js', csstype: 'csstype', seroval: 'seroval', 'seroval-plugins': 'seroval-plugins' },
    options: { jsx: 'preserve', jsxImportSource: 'solid-js' },
  },
  {
    ...{ name: 'Vue', ending: 'vue', types: 'zephr-onpage/types/vue', own: ':item="1 + \'\'"' },
    write: (markup) => `<script setup lang="ts"></script>\n<template>${markup}</template>\n`,
    packages: { vue: 'vue', '@vue': '@vue' },
    compiler: ['vue-tsc/bin/vue-tsc.js', '--pretty', 'false'],
    options: { jsx: 'preserve' },
  },
  {
    ...{ name: 'Svelte', ending: 'svelte', types: 'zephr-onpage/types/svelte', own: 'item={1 + ""}' },
    write: (markup) => `<script lang="ts"></script>\n${markup}`,
    packages: { svelte: 'svelte' },
    compiler: ['svelte-check/bin/svelte-check', '--output', 'machine', '--tsconfig', 'tsconfig.json'],
  },
];

suite('the types of elements', () => {
  let tools: string;
  before(async () => {
    tools = await installTools('compilers');
  });

  for (const { name, packages, compiler, options, write, ending, types, own = '' } of FRAMEWORKS) {
    test(`of ${name} know the elements and refuse mistakes`, async () => {
      const modules = join(tools, 'node_modules');
      const [program, ...args] = compiler ?? ['typescript/bin/tsc', '--pretty', 'false'];
      const strict = { vueCompilerOptions: { strictTemplates: true } };
      const found = await compileSite({
        packages: Object.fromEntries(Object.entries(packages).map(([to, from]) => [to, join(modules, from)])),
        compiler: [join(modules, program!), ...args],
        ...(options && { options }),
        ...(ending === 'vue' && { config: strict }),
        files: {
          'types.d.ts': `import type {} from '${types}';\n`,
          [`Right.${ending}`]: write(
            `<main><zephr-feature feature="articles" ${own || 'item="/story"'} keep-nodes="" class="a" id="b"><p>story</p></zephr-feature><zephr-zone zone="pop-up"></zephr-zone></main>`,
          ),
          [`Missing.${ending}`]: write('<zephr-feature item="a"></zephr-feature>'),
          [`Wrong.${ending}`]: write('<zephr-zone zone="popup"></zephr-zone>'),
        },
      });

      assert.equal(found[`Right.${ending}`], undefined);
      assert.match(found[`Missing.${ending}`]!, /feature/);
      assert.match(found[`Wrong.${ending}`]!, /popup/);
      assert.deepEqual(Object.keys(found).sort(), [`Missing.${ending}`, `Wrong.${ending}`]);
    });
  }
});
