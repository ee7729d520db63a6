import { buildIfStale } from './build-if-stale.mjs';
import { openConsole } from './open-console.mjs';
import { serveDemo } from './serve.mjs';

const FIRST_PORT = 8080;
const PORTS_TO_TRY = 20;

/**
 * Starts the demo on the port that the environment names, else on the first free one from 8080 on.
 *
 * @param {Awaited<ReturnType<typeof openConsole>>} opened - The console of the tutorial.
 * @returns {Promise<import('./serve.mjs').DemoServer>}
 */
async function startOnFreePort(opened) {
  if (process.env.PORT) return serveDemo({ port: Number(process.env.PORT), opened });
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS_TO_TRY; port += 1) {
    try {
      return await serveDemo({ port, opened });
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error(`Ports ${FIRST_PORT} to ${FIRST_PORT + PORTS_TO_TRY - 1} are all taken.`);
}

try {
  await buildIfStale();
  const opened = await openConsole();
  const server = await startOnFreePort(opened).catch(async (error) => {
    await opened.close();
    throw error;
  });
  if (server.note) console.log(server.note);
  console.log(`The Alabama Ledger is open at ${server.url} – Ctrl+C stops it.`);
  console.log(`The tutorial by clicking: ${server.url}/tutorial, beside the console at ${opened.address}`);

  const stop = async () => {
    await Promise.all([server.close(), opened.close()]);
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  console.error(`The demo did not start: ${error.message}`);
  process.exitCode = 1;
}
