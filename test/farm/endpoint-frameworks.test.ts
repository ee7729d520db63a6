import { join } from 'node:path';
import { readRecipe } from '../support/read-recipe.js';
import { testRuntimes } from './test-runtimes.js';

testRuntimes('frameworks', [
  {
    name: 'Next 16',
    files: [
      readRecipe('Next'),
      {
        name: 'next.config.mjs',
        code: `import { resolve } from 'node:path';\nexport default { turbopack: { root: resolve('../..') } };\n`,
      },
    ],
    build: ['next', 'build'],
    start: (tools, port) => [
      ...[process.execPath, join(tools, 'node_modules/next/dist/bin/next'), 'start'],
      ...['--hostname', '127.0.0.1', '--port', String(port)],
    ],
    // Nothing here sets the header of its platform.
    knowsNoClient: true,
  },
  {
    name: 'Nuxt 4',
    files: [readRecipe('Nuxt'), { name: 'app/app.vue', code: '<template><p>News</p></template>\n' }],
    build: ['nuxt', 'build'],
    start: () => [process.execPath, '.output/server/index.mjs'],
  },
]);
