import { Option, type Command } from 'commander';
import { createGifts } from '../endpoint/gifts/create-gifts.js';
import { addToQuery } from './add-to-query.js';
import { failPlainly } from './fail-plainly.js';
import { parseDuration } from './parse-duration.js';
import { readSecret, readSigningKey, refuseWithoutKey, SECRET_VARIABLE, SIGNING_KEY_VARIABLE } from './given-key.js';

interface GiftCommandOptions {
  /** Seconds. */
  readonly expires: number;
  readonly signingKey?: string;
}

/** Adds `gift`: a link that opens one path for one session. */
export function addGift(program: Command): void {
  program
    .command('gift')
    .description('make a link that opens one path for one session')
    .argument('<path>', 'the path, such as /story, or a whole address')
    .addOption(
      new Option('--expires <time>', 'lifetime of the link: 30m, 12h, 7d')
        .argParser(parseDuration)
        .default(604_800, '7d'),
    )
    .option('--signing-key <file>', 'private key of the endpoint (default: ZEPHR_SIGNING_KEY, else ZEPHR_JWT_SECRET)')
    .addHelpText(
      'after',
      `
Prints the token, and below it the path to share. Use the same key or secret as the endpoint.

Example:
  $ ZEPHR_JWT_SECRET=secret zephr gift /story --expires 30d`,
    )
    .action(gift);
  program.addHelpText('after', '  $ ZEPHR_JWT_SECRET=secret zephr gift /story');
}

async function gift(path: string, { expires, signingKey: file }: GiftCommandOptions, command: Command): Promise<void> {
  const signingKey = await readSigningKey(file, command);
  const secret = readSecret();
  if (!signingKey && !secret)
    return refuseWithoutKey(
      command,
      `set ${SIGNING_KEY_VARIABLE} or ${SECRET_VARIABLE}`,
      'name a file with --signing-key',
    );
  try {
    const token = await createGifts({ signingKey: signingKey?.key, secret }).mint(path, expires);
    command.configureOutput().writeOut?.(`${token}\n${addToQuery(path.replace(/^[/\\]+/, '/'), 'gift', token)}\n`);
  } catch (error) {
    const names = { '/path': `"${path}"`, '/secret': SECRET_VARIABLE, '/signingKey': signingKey?.place ?? '' };
    failPlainly(error, command, names);
  }
}
