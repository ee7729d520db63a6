import type { Command } from 'commander';
import { ConfigError } from '../model/shared-config-error.js';
import { createServedEndpoint, type EndpointOptions } from '../endpoint/create-endpoint.js';
import { describeError } from '../endpoint/describe-error.js';
import { EndpointError } from '../endpoint/endpoint-error.js';
import { EXIT } from './exit-codes.js';
import { failPlainly } from './fail-plainly.js';
import { loadConfig, refuseConfig } from './load-config.js';
import { type GivenKey, readSecret, readSigningKey, SECRET_VARIABLE } from './given-key.js';
import { readGivenSealKeys } from './given-seal-keys.js';
import { seeCode } from './see-code.js';
import { createLineLog } from './serve/create-line-log.js';
import { createServer } from './serve/create-server.js';
import { listen } from './serve/listen.js';
import { openStores, type Stores } from './serve/open-stores.js';
import { addServeOptions, type ServeOptions } from './serve/serve-options.js';
import { stopGracefully } from './serve/stop-gracefully.js';

/** Adds `serve`: the endpoint, on Node. */
export function addServe(program: Command): void {
  const command = program
    .command('serve')
    .description('run the endpoint that verifies tokens signed with a shared secret')
    .argument('<file>', 'the config; - reads the standard input');
  addServeOptions(command)
    .addHelpText(
      'after',
      `
The secret comes from ZEPHR_JWT_SECRET. With NODE_ENV=production the command refuses a short secret.
The keys of sealed content come from ZEPHR_SEAL_KEYS (kid:key, with commas between several) or --seal-keys.
Put an address of Redis with a password into ZEPHR_REDIS_URL, because other programs can read arguments.
The command logs one line of JSON per request to the standard output. Its address goes to the standard error output.
SIGTERM and SIGINT stop it after pending requests are answered, within 5 seconds; a second signal stops it at once.

Examples:
  $ ZEPHR_JWT_SECRET=secret zephr serve zephr.json
  $ zephr serve zephr.json --port 0 --origin https://news.example --client-header cf-connecting-ip`,
    )
    .action(serve);
  program.addHelpText('after', '  $ ZEPHR_JWT_SECRET=secret zephr serve zephr.json');
}

async function serve(file: string, options: ServeOptions, command: Command): Promise<void> {
  const output = command.configureOutput();
  const { config } = await loadConfig(file, command);
  const signingKey = await readSigningKey(options.signingKey, command);
  const sealKeys = await readGivenSealKeys(options.sealKeys, command);
  const log = createLineLog((text) => output.writeOut?.(text), { quiet: options.quiet ?? false });
  let stores: Stores | null = null;
  try {
    stores = await openStores(options, config);
    const { endpoint, answerPost } = createServedEndpoint({
      config,
      secret: readSecret(),
      signingKey: signingKey?.key,
      sealKeys,
      store: stores.store,
      users: stores.users,
      anonymousUsage: options.anonymousUsage,
      allowedOrigins: options.origin,
      rateLimit: toRateLimit(options.rateLimit),
      clientOf: options.clientHeader,
      trustProxy: options.trustProxy,
      base: options.base,
      log: log.write,
    });
    const server = createServer(endpoint, answerPost);
    const address = await listen(server, options, command);
    // A connection that cannot be accepted, such as for too many open files, does not stop the server.
    server.on('error', (error) =>
      log.write({
        time: new Date().toISOString(),
        level: 'error',
        event: 'internal',
        ...describeError(error, 'internal'),
      }),
    );
    output.writeErr?.(`Listening on ${address}\n`);
    await stopGracefully(server);
  } catch (error) {
    refuse(error, { file, signingKey, command });
  } finally {
    log.flush();
    stores?.close();
  }
}

/** The file and the key that a refusal names. */
interface Refused {
  readonly file: string;
  readonly signingKey: GivenKey | undefined;
  readonly command: Command;
}

/** Ends the command with a sentence about what cannot be used; throws any other error on. */
function refuse(error: unknown, { file, signingKey, command }: Refused): never {
  if (error instanceof EndpointError && error.code === 'key-missing')
    command.error(
      `error: no key verifies tokens: set ${SECRET_VARIABLE}, or put a public key into the jwt of the config.${seeCode(error.code)}`,
      { exitCode: EXIT.usage },
    );
  // Only the endpoint imports the keys of the config.
  if (error instanceof ConfigError) refuseConfig(file, error, command);
  const names = {
    '/secret': SECRET_VARIABLE,
    '/signingKey': signingKey?.place ?? '',
    '/allowedOrigins': '--origin',
    '/trustProxy': '--trust-proxy',
    '/base': '--base',
  };
  return failPlainly(error, command, names);
}

function toRateLimit(perMinute: number | undefined): EndpointOptions['rateLimit'] {
  return perMinute === undefined ? undefined : perMinute !== 0 && { limit: perMinute, windowMs: 60_000 };
}
