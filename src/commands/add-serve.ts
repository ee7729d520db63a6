import { InvalidArgumentError, Option, type Command } from 'commander';
import { ConfigError } from '../model/config-error.js';
import { createEndpoint, type EndpointOptions } from '../endpoint/create-endpoint.js';
import { EndpointError } from '../endpoint/endpoint-error.js';
import { EXIT } from './exit-codes.js';
import { failPlainly } from './fail-plainly.js';
import { loadConfig, refuseConfig } from './load-config.js';
import { readSecret, readSigningKey, SECRET_VARIABLE } from './read-keys.js';
import { createLineLog } from './serve/create-line-log.js';
import { createServer } from './serve/create-server.js';
import { listen } from './serve/listen.js';
import { openStores, type Stores, type StoreWish } from './serve/open-stores.js';
import { readClientHeader } from './serve/read-client-header.js';
import { stopGracefully } from './serve/stop-gracefully.js';
import { DEFAULT_STORE } from './add-users.js';

interface ServeOptions extends StoreWish {
  readonly port: number;
  readonly host: string;
  readonly origin: readonly string[];
  /** Requests a minute; 0 is no limit. */
  readonly rateLimit?: number;
  readonly clientHeader?: (request: Request) => string;
  readonly signingKey?: string;
  readonly quiet?: boolean;
}

/** Adds `serve`: the endpoint, on Node. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('run the endpoint that verifies tokens of a shared secret')
    .argument('<file>', 'the config; - reads the standard input')
    .addOption(new Option('-p, --port <number>', '0 is any that is free').argParser(parsePort).default(8787))
    .option('--host <name>', 'address to listen on', '127.0.0.1')
    .option(
      '--store <file>',
      `keeps users, gifts and counts (default: ${DEFAULT_STORE}, where the config asks for them)`,
    )
    .option('--no-store', 'keep gifts and counts in memory, and know no users')
    .addOption(
      new Option('--redis <url>', 'keeps gifts and counts in place of the file, for several servers').env(
        'ZEPHR_REDIS_URL',
      ),
    )
    .addOption(
      new Option('--origin <url>', 'another site whose pages may ask; may be given several times')
        .argParser((url: string, before: readonly string[]) => [...before, url])
        .default([], 'none'),
    )
    .addOption(
      new Option('--rate-limit <number>', 'requests a minute from one client; 0 is no limit (default: 600)').argParser(
        parseCount,
      ),
    )
    .addOption(
      new Option(
        '--client-header <name>',
        'header by which your proxy names the client, such as cf-connecting-ip',
      ).argParser(readClientHeader),
    )
    .option('--signing-key <file>', 'private key for assertions and gifts (default: the one in ZEPHR_SIGNING_KEY)')
    .option('--quiet', 'log warnings and errors only, not every request')
    .addHelpText(
      'after',
      `
The secret comes from ZEPHR_JWT_SECRET. With NODE_ENV=production one that is short is refused.
An address of Redis that holds a password belongs into ZEPHR_REDIS_URL: other programs can read arguments.
Logs a line of JSON a request to the standard output, and says on the standard error output where it listens.
SIGTERM and SIGINT stop it once what was asked is answered, after 5 seconds at the latest; a second one at once.

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
  const log = createLineLog((text) => output.writeOut?.(text), { quiet: options.quiet ?? false });
  let stores: Stores | null = null;
  try {
    stores = await openStores(options, config);
    const endpoint = createEndpoint({
      config,
      secret: readSecret(),
      signingKey: signingKey?.key,
      store: stores.store,
      users: stores.users,
      allowedOrigins: options.origin,
      rateLimit: toRateLimit(options.rateLimit),
      clientKey: options.clientHeader,
      log: log.write,
    });
    const server = createServer(endpoint);
    const address = await listen(server, options, command);
    // Where a connection cannot be taken, as of too many open files, the others go on.
    server.on('error', ({ name }) =>
      log.write({ time: new Date().toISOString(), level: 'error', event: 'internal', error: name }),
    );
    output.writeErr?.(`Listening on ${address}\n`);
    await stopGracefully(server);
  } catch (error) {
    if (error instanceof EndpointError && error.code === 'key-missing')
      command.error(
        `error: there is no key to verify tokens with: set ${SECRET_VARIABLE}, or put a public key into the jwt of the config.`,
        { exitCode: EXIT.usage },
      );
    // Keys in the config are looked at here only.
    if (error instanceof ConfigError) refuseConfig(file, error, command);
    const names = { '/secret': SECRET_VARIABLE, '/signingKey': signingKey?.place ?? '', '/allowedOrigins': '--origin' };
    failPlainly(error, command, names);
  } finally {
    log.flush();
    stores?.close();
  }
}

function toRateLimit(aMinute: number | undefined): EndpointOptions['rateLimit'] {
  return aMinute === undefined ? undefined : aMinute !== 0 && { limit: aMinute, windowMs: 60_000 };
}

function parsePort(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new InvalidArgumentError('Write a number up to 65535.');
  return Number(text);
}

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
}
