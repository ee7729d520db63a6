import type { Command } from 'commander';
import { ConfigError } from '../model/shared-config-error.js';
import { EndpointError } from '../endpoint/endpoint-error.js';
import { EXIT } from './exit-codes.js';
import { failPlainly } from './fail-plainly.js';
import { refuseSettings } from './given-settings.js';
import { refuseConfig } from './load-config.js';
import { SECRET_VARIABLE } from './given-key.js';
import { seeCode } from './see-code.js';
import { followFiles } from './serve/follow-files.js';
import { listen } from './serve/listen.js';
import { onHangUp } from './serve/on-hang-up.js';
import { openServeLog } from './serve/open-serve-log.js';
import { readServed, type Served } from './serve/read-served.js';
import { RunningEndpoint } from './serve/running-endpoint.js';
import { createServer } from './serve/create-server.js';
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

A changed config, and changed files of keys and settings, are used at once; SIGHUP reads them again in any case.
A broken one is refused with an entry in the log, and the server goes on with the one before.
SIGHUP also opens the file of --access-log again. In a terminal it ends the command.
--metrics needs the package prom-client. With ZEPHR_METRICS_TOKEN, /zephr/metrics requires that bearer token.
SIGTERM and SIGINT stop it after pending requests are answered, within 5 seconds; a second signal stops it at once.
Messages that wait for webhooks are sent before it ends, for at most 3 seconds more.

Examples:
  $ ZEPHR_JWT_SECRET=secret zephr serve zephr.json
  $ zephr serve zephr.json --port 0 --origin https://news.example --client-header cf-connecting-ip
  $ zephr serve zephr.json --quiet --access-log /var/log/zephr/access.log --metrics`,
    )
    .action(serve);
  program.addHelpText('after', '  $ ZEPHR_JWT_SECRET=secret zephr serve zephr.json');
}

async function serve(file: string, options: ServeOptions, command: Command): Promise<void> {
  const files = { file, ...options };
  const served = await readServed(files, command);
  const log = await openServeLog(options, command);
  const running = new RunningEndpoint(options, log);
  try {
    await running.start(served);
    const server = createServer(running.answer, running.answerPost);
    const address = await listen(server, options, command);
    // A connection that cannot be accepted, such as for too many open files, does not stop the server.
    server.on('error', log.writeError);
    const followed = await followFiles(files, { apply: (next) => running.use(next), log: log.write });
    const ignoreHangUp = onHangUp(() => {
      log.reopen();
      void followed.reload();
    });
    command.configureOutput().writeErr?.(`Listening on ${address}\n`);
    await stopGracefully(server);
    await running.drain();
    ignoreHangUp();
    followed.stop();
  } catch (error) {
    refuse(error, { file, settings: options.settings, served, command });
  } finally {
    await log.close();
    running.close();
  }
}

/** The files that a refusal names. */
interface Refused {
  readonly file: string;
  readonly settings: string | undefined;
  readonly served: Served;
  readonly command: Command;
}

/** Ends the command with a sentence about what cannot be used; throws any other error on. */
function refuse(error: unknown, { file, settings, served, command }: Refused): never {
  if (error instanceof EndpointError && error.code === 'key-missing')
    command.error(
      `error: no key verifies tokens: set ${SECRET_VARIABLE}, or put a public key into the jwt of the config.${seeCode(error.code)}`,
      { exitCode: EXIT.usage },
    );
  // Only the endpoint imports the keys of the config.
  if (error instanceof ConfigError) refuseConfig(file, error, command);
  refuseSettings(error, settings, command);
  const names = {
    '/secret': SECRET_VARIABLE,
    '/signingKey': served.signingKey?.place ?? '',
    '/allowedOrigins': '--origin',
    '/trustProxy': '--trust-proxy',
    '/base': '--base',
  };
  return failPlainly(error, command, names);
}
