/**
 * Builds the documentation as a site, into docs/.vitepress/dist. Needs no network.
 *
 *   node scripts/docs.mjs             builds it
 *   node scripts/docs.mjs --dev       serves it while it is written
 *   node scripts/docs.mjs --preview   serves what was built
 */
import { fileURLToPath } from 'node:url';
import { build, createServer, serve } from 'vitepress';
import { writeApiPages } from './write-api-pages.mjs';

const docs = fileURLToPath(new URL('../docs', import.meta.url));
const [mode] = process.argv.slice(2);

try {
  if (mode === '--preview') await serve({ root: docs });
  else await writeApiPages();
  if (mode === '--dev') {
    const server = await createServer(docs);
    await server.listen();
    server.printUrls();
  }
  if (mode === undefined) await build(docs);
} catch (error) {
  // VitePress has named the page and the link, or the line.
  console.error(`The documentation was not built: ${error.message}`);
  process.exitCode = 1;
}
