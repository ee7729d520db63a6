import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { isConfigError } from '../model/config-error.js';
import { verifyConfig, type ConfigSignature } from '../token/verify/verify-config.js';
import { EXIT } from './exit-codes.js';
import { refuseUnreadable } from './read-text-file.js';
import { seeCode } from './see-code.js';
import { readPublicKey } from './sign/read-public-key.js';
import { readSoundConfig } from './sign/read-sound-config.js';
import { signConfig } from './sign/sign-config.js';
import { readTokenKey } from './token/read-token-key.js';
import { refuseOutput, writeOutput, type OutputFile } from './write-output.js';

interface SignOptions {
  readonly key: string;
  readonly alg?: string;
  readonly check?: true;
  readonly force?: true;
}

/** Adds `sign`: the detached signature of a config. */
export function addSign(program: Command): void {
  program
    .command('sign')
    .description('sign a config, for pages whose script tag has data-config-key')
    .argument('<file>', 'the config')
    .requiredOption('--key <file>', 'private key in PEM or as a JWK; with --check the public key')
    .option('--alg <name>', 'signature algorithm (default: the algorithm of the key, such as ES256)')
    .option('--check', 'verify the signature beside the config instead of signing')
    .option('--force', 'replace a .sig file that is not a signature')
    .addHelpText(
      'after',
      `
Writes a .sig file beside the config: a detached JWS over its exact bytes. Serve both, and put the public key on
the script tag as data-config-key. Deploy the signature first, then the config, and sign again after every change.
The command refuses a config with an error and prints the report of zephr validate.
With --check the exit code is 1 if the signature is not by that key for this file.

Examples:
  $ zephr keys --out keys
  $ zephr sign zephr.json --key keys/private.pem
  $ zephr sign zephr.json --key keys/public.pem --check`,
    )
    .action(sign);
  program.addHelpText('after', '  $ zephr sign zephr.json --key keys/private.pem');
}

async function sign(file: string, { key, alg, check, force }: SignOptions, command: Command): Promise<void> {
  const octets = await readOctets(file, command);
  const output = command.configureOutput();
  if (check) return output.writeOut?.(await checkSignature(file, octets, key, command));
  const tokenKey = await readTokenKey(key, alg, command);
  await readSoundConfig(readText(octets, file, command), file, command);
  const signature: OutputFile = {
    path: `${file}.sig`,
    inputs: [file, key],
    maker: 'zephr sign',
    isOwn: (text) => /^[\w-]+\.\.[\w-]+\s*$/.test(text),
    force,
  };
  await refuseOutput(signature, command);
  const jws = await signConfig(octets, tokenKey, Math.floor(Date.now() / 1000));
  await writeOutput(`${jws}\n`, signature, command);
  output.writeOut?.(`${file}.sig: the signature of ${octets.length} octets, by ${tokenKey.alg}\n`);
}

async function readOctets(file: string, command: Command): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    return refuseUnreadable(file, error, command);
  }
}

/** The text of a config. A page reads text, so what it would read as another text cannot be signed. */
function readText(octets: Uint8Array, file: string, command: Command): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
    if (!text.startsWith('\uFEFF')) return text;
  } catch {
    // Refused below.
  }
  return command.error(`error: ${file} must be UTF-8 without a byte order mark to be signed.`, {
    exitCode: EXIT.mistake,
  });
}

/** @returns What there is to say of a signature that verifies. Ends the command with exit code 1 for another one. */
async function checkSignature(file: string, octets: Uint8Array, key: string, command: Command): Promise<string> {
  const jws = await readFile(`${file}.sig`, 'utf8').catch((error: unknown) =>
    refuseUnreadable(`${file}.sig`, error, command),
  );
  const publicKey = await readPublicKey(key, command);
  const { alg, iat }: ConfigSignature = await verifyConfig(octets, jws, publicKey).catch((error: unknown) => {
    if (!isConfigError(error)) throw error;
    const why = error.cause instanceof Error ? ` (${error.cause.message})` : '';
    return command.error(
      `error: ${file}.sig is not a signature of ${file} by ${key}: ${error.code}${why}.${seeCode(error.code)}`,
      {
        exitCode: error.code === 'config-key' ? EXIT.usage : EXIT.mistake,
      },
    );
  });
  const when = iat === null ? '' : `, of ${new Date(iat * 1000).toISOString()}`;
  return `${file}.sig: a good signature by ${alg}${when}\n`;
}
