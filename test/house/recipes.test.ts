/** The recipes of docs/guides/frameworks.md: the farm builds a site with each of them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { FRAMEWORK_PROJECTS } from '../farm/framework-projects.js';
import { readRecipe, RECIPES } from '../farm/recipes.js';

const root = new URL('../../', import.meta.url);
const { devDependencies } = JSON.parse(readFileSync(new URL('test/farm/frameworks/package.json', root), 'utf8')) as {
  devDependencies: Readonly<Record<string, string>>;
};

/** The package of each framework, by its name in titles of tests. */
const PACKAGES: Readonly<Record<string, string>> = {
  Astro: 'astro',
  Eleventy: '@11ty/eleventy',
  Next: 'next',
  Nuxt: 'nuxt',
  SvelteKit: '@sveltejs/kit',
};

/** The content of a recipe’s feature, in whose place the farm puts its own. */
const GATED = /<(zephr-feature|(?:Zephr)?Feature) [^]*<\/\1>/;

suite('the recipes of frameworks', () => {
  for (const heading of [...RECIPES.matchAll(/^#{3,4} (.+)$/gm)].map(([, text]) => text!)) {
    for (const [path, code] of Object.entries(readRecipe(heading))) {
      test(`${heading}: the farm has ${path}`, () => {
        // Its lines, but for those that the farm has to change for its own page.
        const lines = code
          .replace(GATED, '')
          .split('\n')
          .filter((line) => !/<html|<head>/.test(line) && line.trim());
        const sites = FRAMEWORK_PROJECTS.filter(({ files }) => lines.every((line) => files[path]?.includes(line)));

        assert.ok(lines.length > 0);
        assert.ok(sites.length > 0);
      });
    }
  }

  test('have a name for each of their files', () => {
    const blocks = RECIPES.match(/^```\w+$/gm)!.length;
    const files = [...RECIPES.matchAll(/^`[^`\n]+`:\n\n```\w+$/gm)].length;

    // The line for the head is of no file.
    assert.equal(blocks, files + 1);
  });

  for (const { name } of FRAMEWORK_PROJECTS) {
    test(`${name} is the version that is installed`, () => {
      const [, framework, major] = /^(\w+) (\d+)/.exec(name)!;

      assert.equal(devDependencies[PACKAGES[framework!]!]?.split('.')[0], major);
    });
  }
});
