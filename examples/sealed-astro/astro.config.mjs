import { readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { env } from 'node:process';
import { createSealer, parseSealKeys } from 'zephr-onpage/seal';

const config = JSON.parse(readFileSync('zephr.json', 'utf8'));

const seal = {
  name: 'seal',
  hooks: {
    'astro:build:done': async ({ dir, pages }) => {
      const sealer = createSealer({ config, keys: parseSealKeys(env.ZEPHR_SEAL_KEYS) });
      for (const { pathname } of pages) {
        const file = new URL(pathname === '404/' ? '404.html' : `${pathname}index.html`, dir);
        await writeFile(file, await sealer.html(await readFile(file, 'utf8'), { path: `/${pathname}` }));
      }
    },
  },
};

export default { integrations: [seal] };
