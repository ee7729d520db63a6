import { Option, type Command } from 'commander';
import { createBypass } from '../endpoint/bypass/create-bypass.js';
import { addToQuery } from './add-to-query.js';
import { failPlainly } from './fail-plainly.js';
import { readGivenSettings, refuseSettings } from './given-settings.js';
import { parseDuration } from './parse-duration.js';

interface BypassCommandOptions {
  readonly settings: string;
  readonly referrer: string;
  /** Seconds. */
  readonly expires: number;
}

/** Adds `bypass`: a link to one path that counts on the pages of a trusted site. */
export function addBypass(program: Command): void {
  program
    .command('bypass')
    .description('sign a link to one path for the pages of a trusted site')
    .argument('<path>', 'the path, such as /story, or a whole address')
    .requiredOption('--settings <file>', 'settings of the endpoint, with the secret of the site')
    .requiredOption('--referrer <id>', 'id of the site in "referrers" of the settings')
    .addOption(
      new Option('--expires <time>', 'lifetime of the link: 30m, 12h, 7d')
        .argParser(parseDuration)
        .default(604_800, '7d'),
    )
    .addHelpText(
      'after',
      `
Prints the signature, and below it the path to link to. The site can make the same signature itself.

Example:
  $ zephr bypass /story --settings zephr.endpoint.json --referrer forum`,
    )
    .action(bypass);
  program.addHelpText('after', '  $ zephr bypass /story --settings zephr.endpoint.json --referrer forum');
}

async function bypass(
  path: string,
  { settings: file, referrer, expires }: BypassCommandOptions,
  command: Command,
): Promise<void> {
  const { referrers = {} } = await readGivenSettings(file, command);
  try {
    const btr = await createBypass(referrers).sign(referrer, path, expires);
    command.configureOutput().writeOut?.(`${btr}\n${addToQuery(path.replace(/^[/\\]+/, '/'), 'btr', btr)}\n`);
  } catch (error) {
    refuseSettings(error, file, command);
    failPlainly(error, command, { '/path': `"${path}"`, '/referrer': `"${referrer}"` });
  }
}
