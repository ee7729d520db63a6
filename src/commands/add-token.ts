import { Option, type Command } from 'commander';
import { ALL_ALGORITHMS, readTokenKey } from './token/read-token-key.js';
import { signToken } from './token/sign-token.js';
import { parseDuration } from './parse-duration.js';
import { EXIT } from './exit-codes.js';
import { parseObject } from './reader-options.js';
import { addTokenInspect } from './add-token-inspect.js';

interface TokenOptions {
  /** Left away only by mistake. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: string;
  readonly alg?: string;
  /** Seconds; `null` for a token without an end. */
  readonly expires: number | null;
}

/** Adds `token`: a signed token for development, and `token inspect`. */
export function addToken(program: Command): void {
  const command = program
    .command('token')
    .description('sign a token for development')
    .addOption(new Option('--claims <json>', 'claims of the token').argParser(parseObject))
    .option('--key <file>', 'private key in PEM or as a JWK (default: the secret in ZEPHR_JWT_SECRET)')
    .addOption(
      new Option('--alg <name>', 'signature algorithm (default: HS256, or the algorithm of the key)').choices(
        ALL_ALGORITHMS,
      ),
    )
    .addOption(
      new Option('--expires <time>', 'lifetime of the token: 30m, 12h, 7d')
        .argParser((text) => (text === 'none' ? null : parseDuration(text)))
        .default(null, 'none'),
    )
    .addHelpText(
      'after',
      `
Examples:
  The token of Zephr's tutorial, as jwt.io writes it:
  $ ZEPHR_JWT_SECRET=secret zephr token --claims '{"sub":"1234567890","prod":"gold"}'

  A token signed with a private key that expires in an hour:
  $ zephr token --key keys/private.pem --claims '{"sub":"1"}' --expires 1h`,
    )
    .action(token);
  addTokenInspect(command);
  program.addHelpText('after', `  $ ZEPHR_JWT_SECRET=secret zephr token --claims '{"sub":"1","prod":"gold"}'`);
}

async function token({ claims, key: file, alg, expires }: TokenOptions, command: Command): Promise<void> {
  // Not mandatory by its declaration, as commander would ask it of subcommands too.
  if (!claims) return command.error("error: required option '--claims <json>' not specified", { exitCode: EXIT.usage });
  if (expires !== null && Object.hasOwn(claims, 'exp'))
    command.error('error: the claims already have "exp"; omit --expires.', { exitCode: EXIT.usage });
  const key = await readTokenKey(file, alg, command);
  const exp = expires === null ? {} : { exp: Math.floor(Date.now() / 1000) + expires };
  command.configureOutput().writeOut?.(`${await signToken({ ...claims, ...exp }, key)}\n`);
}
