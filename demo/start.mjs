import { buildIfStale } from './build-if-stale.mjs';
import { serveDemo } from './serve.mjs';

const FIRST_PORT = 8080;
const PORTS_TO_TRY = 20;

/**
 * Starts the demo on the first free port from 8080 on.
 *
 * @returns {Promise<import('./serve.mjs').DemoServer>}
 */
async function startOnFreePort() {
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS_TO_TRY; port += 1) {
    try {
      return await serveDemo({ port });
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error(`Ports ${FIRST_PORT} to ${FIRST_PORT + PORTS_TO_TRY - 1} are all taken.`);
}

try {
  await buildIfStale();
  const server = await startOnFreePort();

  console.log(`
  The Alabama Ledger is open at ${server.url}

  Click through "The tutorial" and watch the article turn from registration wall to paywall to content.
  Or copy a console line from the "Token bench", paste it into the browser's console and reload the page.

  Ctrl+C stops the demo.
`);

  const stop = async () => {
    await server.close();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  console.error(`The demo did not start: ${error.message}`);
  process.exitCode = 1;
}
