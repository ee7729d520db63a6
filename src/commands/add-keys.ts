import { Option, type Command } from 'commander';
import { KEY_ALGORITHMS, makeKeyPair, type KeyAlgorithm } from './keys/make-key-pair.js';
import { makeSealKey } from './keys/make-seal-key.js';
import { writeKeyPair } from './keys/write-key-pair.js';

interface KeysOptions {
  readonly alg: KeyAlgorithm;
  readonly out?: string;
  readonly jwk?: boolean;
  readonly force?: boolean;
  readonly seal?: boolean;
}

/** Adds `keys`: a key pair for development. */
export function addKeys(program: Command): void {
  program
    .command('keys')
    .description('make a key pair for development')
    .addOption(new Option('--alg <name>', 'signature algorithm').choices(KEY_ALGORITHMS).default('ES256'))
    .option('-o, --out <folder>', 'write two files into this folder; only you can read the private one')
    .option('--jwk', 'write JWKs instead of PEM')
    .addOption(new Option('--seal', 'make a sealing key instead, for ZEPHR_SEAL_KEYS').conflicts(['alg', 'jwk']))
    .option('--force', 'replace existing files')
    .addHelpText(
      'after',
      `
The public key goes into jwt.publicKey of the config. The private key signs tokens and must never reach a browser.
Use a second pair to sign the config itself (zephr sign): its public key goes into data-config-key of the script tag.
With --seal: one line kid:key, which encrypts content (zephr seal). Put it before the keys of ZEPHR_SEAL_KEYS.
Use a third pair for previews (zephr preview): its public key goes into preview.publicKey of the config.

Examples:
  $ zephr keys --out keys
  $ zephr keys --out preview
  $ zephr keys --seal
  $ zephr token --key keys/private.pem --claims '{"sub":"1","prod":"gold"}'`,
    )
    .action(keys);
  program.addHelpText('after', '  $ zephr keys --out keys');
}

async function keys({ alg, out, jwk = false, force = false, seal }: KeysOptions, command: Command): Promise<void> {
  if (seal) return makeSealKey({ out, force }, command);
  const pair = await makeKeyPair(alg, jwk);
  const output = command.configureOutput();
  if (out === undefined) output.writeOut?.(`${pair.publicText}${pair.privateText}`);
  else output.writeOut?.(await writeKeyPair(pair, { folder: out, force }, command));
}
