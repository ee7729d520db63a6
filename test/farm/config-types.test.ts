import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, suite, test } from 'node:test';
import { compileSite } from '../support/compile-site.js';
import { configTypeCases } from '../support/config-type-cases.js';
import { installTools } from './farm.js';

suite('a config in TypeScript, and the types of a page', () => {
  let modules: string;
  before(async () => {
    modules = join(await installTools('compilers'), 'node_modules');
  });

  for (const version of ['5.0', '5.4', '5.9']) {
    test(`are checked by TypeScript ${version}`, async () => {
      const { files, messages } = configTypeCases();
      const listening = `import type {} from 'zephr-onpage';
        document.addEventListener('zephr-decision', ({ detail }) => detail.access);
        export const access = document.querySelector('zephr-feature')?.decision?.access;\n`;
      const compiler = [join(modules, `typescript-${version}/bin/tsc`), '--pretty', 'false'];
      const found = await compileSite({ files: { ...files, 'listening.ts': listening }, compiler });

      assert.deepEqual(
        Object.entries(found).filter(([file]) => !messages[file]),
        [],
      );
      for (const [file, message] of Object.entries(messages)) assert.match(found[file] ?? '', message, file);
    });
  }
});
