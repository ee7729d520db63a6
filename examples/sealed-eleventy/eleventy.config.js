import { readFileSync } from 'node:fs';
import { env } from 'node:process';
import { createSealer, parseSealKeys } from 'zephr-onpage/seal';

const config = JSON.parse(readFileSync('zephr.json', 'utf8'));
const sealer = createSealer({ config, keys: parseSealKeys(env.ZEPHR_SEAL_KEYS) });

export default function (eleventy) {
  eleventy.ignores.add('README.md');
  eleventy.addPassthroughCopy({
    'node_modules/zephr-onpage/dist/zephr.js': 'zephr.js',
    'node_modules/zephr-onpage/dist/chunks': 'chunks',
    'zephr.json': 'zephr.json',
  });
  eleventy.addTransform('seal', function (text) {
    return /\.html$/.test(this.page.outputPath) ? sealer.html(text, { path: this.page.url }) : text;
  });
}
