/**
 * Makes the plugin: its PHP file, `zephr.js` and the folder of chunks, without source maps.
 *
 *   npm run build && node examples/wordpress/make-plugin.mjs zephr-onpage
 *
 * Upload the folder to `wp-content/plugins/`, or zip it for "Upload Plugin".
 */
import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error('Write the folder of the plugin: node examples/wordpress/make-plugin.mjs zephr-onpage');
  process.exit(2);
}
const pathTo = (name) => fileURLToPath(new URL(name, import.meta.url));
const isNeeded = (path) => !path.endsWith('.map');

await mkdir(folder, { recursive: true });
await cp(pathTo('zephr-onpage.php'), join(folder, 'zephr-onpage.php'));
for (const name of await readdir(pathTo('../../dist'))) {
  if (!/^(zephr\.js|chunks|LICENSES\.txt)$/.test(name)) continue;
  await cp(pathTo(`../../dist/${name}`), join(folder, name), { recursive: true, filter: isNeeded });
}
