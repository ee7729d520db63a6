import { readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { env } from 'node:process';
import { createSealer, parseSealKeys } from 'zephr-onpage/seal';

const config = JSON.parse(readFileSync('zephr.json', 'utf8'));

const seal = {
  name: 'seal',
  apply: 'build',
  async closeBundle() {
    const sealer = createSealer({ config, keys: parseSealKeys(env.ZEPHR_SEAL_KEYS) });
    for (const file of await readdir('dist', { recursive: true })) {
      if (!file.endsWith('.html')) continue;
      const path = `/${file.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1')}`;
      await writeFile(`dist/${file}`, await sealer.html(await readFile(`dist/${file}`, 'utf8'), { path }));
    }
  },
};

export default { plugins: [seal] };
