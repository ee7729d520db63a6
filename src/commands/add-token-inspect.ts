import { CommanderError, type Command } from 'commander';
import type { Config } from '../model/config.js';
import type { TokenResult } from '../model/token.js';
import { identifyReader } from '../decision/identify-reader.js';
import { explainMistake } from '../config/explain-mistake.js';
import { findTokenHints } from '../inspect/find-token-hints.js';
import { readTokenParts, type TokenParts } from '../token/read-token-parts.js';
import { EXIT } from './exit-codes.js';
import { readSecret } from './given-key.js';
import { loadConfig, refuseConfig } from './load-config.js';
import { readTextFile } from './read-text-file.js';
import { verifyGiven } from './token/verify-given.js';

interface Options {
  readonly config: string;
  readonly json?: true;
}

/** The result of the command. */
interface Report extends TokenParts {
  readonly status: TokenResult['status'];
  readonly reason: TokenResult['reason'];
  /** State, id and products of the reader. */
  readonly reader: {
    readonly state: string;
    readonly foreignUserId: string | null;
    readonly products: readonly string[];
  };
  readonly hints: readonly string[];
}

/** Adds `token inspect`: why a token counts or not, with the likely cause. */
export function addTokenInspect(token: Command): void {
  token
    .command('inspect')
    .description('say whether a token is valid with a config, and the likely cause if it is not')
    .argument('<token>', 'the token; - reads the standard input')
    .requiredOption('-c, --config <file>', 'the config')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
The command reads a shared secret from ZEPHR_JWT_SECRET. It prints header and claims, but not the signature.
The exit code is 0 for a valid token, and 1 for any other.

Example:
  $ zephr token inspect - --config zephr.json < token.txt`,
    )
    .action(inspect);
}

async function inspect(given: string, { config: file, json }: Options, command: Command): Promise<void> {
  const raw = (given === '-' ? await readTextFile(given, command) : given).replace(/\n$/, '');
  const { config } = await loadConfig(file, command, []);
  const secret = readSecret();
  if (!config.jwt)
    command.error(`error: ${file} has no "jwt", so no token is valid with it.`, { exitCode: EXIT.usage });
  const report = await judge(raw, config, secret).catch((error: unknown) =>
    // Whether a key imports shows when a token needs it.
    refuseConfig(file, explainMistake(error, config), command),
  );
  command.configureOutput().writeOut?.(json ? `${JSON.stringify(report, null, 2)}\n` : write(report));
  // The report is what there is to say; only the exit code is left.
  if (report.status !== 'valid') throw new CommanderError(EXIT.mistake, 'commander.error', 'the token does not count');
}

async function judge(raw: string, config: Config, secret: string | undefined): Promise<Report> {
  const { result, hints } = await verifyGiven(raw, config, secret);
  const { status, reason } = result;
  const claims = status === 'valid' ? result.claims : undefined;
  const { state, foreignUserId, products } = identifyReader({ claims, tokenStatus: status }, config);
  return {
    ...readTokenParts(raw),
    status,
    reason,
    reader: { state, foreignUserId, products },
    hints: [...hints, ...findTokenHints({ status, reason, raw, now: Date.now() }, config)],
  };
}

function write({ header, claims, status, reason, reader, hints }: Report): string {
  const lines = [
    `header  ${header ? JSON.stringify(header) : 'not readable'}`,
    `claims  ${claims ? JSON.stringify(claims) : 'not readable'}`,
    `token   ${status}${reason ? ` (${reason})` : ''}`,
    `reader  ${reader.state}${reader.foreignUserId === null ? '' : ` ${JSON.stringify(reader.foreignUserId)}`}, ${
      reader.products.length ? `holds ${reader.products.join(', ')}` : 'holds no product'
    }`,
    ...hints.map((hint) => `\n${hint}`),
  ];
  return `${lines.join('\n')}\n`;
}
