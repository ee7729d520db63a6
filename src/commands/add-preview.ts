import { readFile } from 'node:fs/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { describeChanges } from '../edit/describe-edits.js';
import { editsBetween } from '../edit/edits-between.js';
import { own } from '../lib/own.js';
import type { Config } from '../model/config.js';
import type { TestReader } from '../model/readers-types.js';
import { DEFAULT_PREVIEW_HOURS, MAX_LINK_CHARACTERS, MAX_PREVIEW_HOURS } from '../preview/limits.js';
import { explainRefusal } from '../preview/explain-refusal.js';
import { PreviewError } from '../preview/preview-error.js';
import { writePreviewLink } from '../preview/preview-link.js';
import { readPreview } from '../preview/read-preview.js';
import { sendPreview } from '../preview/send-preview.js';
import { signPreview } from '../preview/sign-preview.js';
import { showControls } from '../words/show-controls.js';
import { EXIT } from './exit-codes.js';
import { PREVIEW_KEY_VARIABLE, readPreviewKey, refuseWithoutKey } from './given-key.js';
import { loadReaders } from './load-readers.js';
import { nameOf, readTextFile, refuseUnreadable } from './read-text-file.js';
import { refuseBroken } from './refuse-broken.js';
import { seeCode } from './see-code.js';

interface PreviewOptions {
  readonly base: string;
  /** The first one is that of the link. */
  readonly origin: readonly string[];
  readonly path: string;
  readonly reader: readonly string[];
  readonly readers?: string;
  readonly hours: number;
  readonly by: string;
  readonly previewKey?: string;
}

/** Adds `preview`: a link that shows a draft on live pages, to those who have it. */
export function addPreview(program: Command): void {
  const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];
  program
    .command('preview')
    .description('make a link that shows a draft of the config on a live page')
    .argument('<file>', 'the draft')
    .requiredOption('--base <file>', 'the live config, as the site serves it')
    .addOption(
      new Option('--origin <origin>', 'site of the link, such as https://www.news.example; further ones see it too')
        .argParser(collect)
        .makeOptionMandatory(),
    )
    .option('--path <path>', 'page of the link', '/')
    .addOption(
      new Option('--reader <name>', 'test reader that the page is seen as; further ones can be chosen there')
        .argParser(collect)
        .default([], 'the reader who opens the link'),
    )
    .option('--readers <file>', 'test readers (default: zephr.readers.json beside <file>)')
    .addOption(
      new Option('--hours <number>', `how long the link works, at most ${MAX_PREVIEW_HOURS}`)
        .argParser(parseHours)
        .default(DEFAULT_PREVIEW_HOURS),
    )
    .option('--by <text>', 'name that the page shows as that of the maker', 'preview')
    .option(
      '--preview-key <file>',
      `private key that signs (default: the environment variable ${PREVIEW_KEY_VARIABLE})`,
    )
    .addHelpText(
      'after',
      `
Prints the link, and on the standard error what it changes and how long it works. Everyone who has the link can read
the changes and the claims of its test readers.
The live config needs the public half of the key as preview.publicKey. A preview cannot change jwt, preview,
analytics, dataLayer, customElements or sealing.
A preview that is too long for a link goes to the endpoint beside jwt.verifyEndpoint, and the link has its id.

Examples:
  $ zephr keys --out preview
  $ zephr preview zephr.json --base zephr.live.json --origin https://www.news.example --preview-key preview/private.pem
  $ zephr preview zephr.json --base zephr.live.json --origin https://www.news.example --path /story --reader texan`,
    )
    .action(preview);
  program.addHelpText('after', '  $ zephr preview zephr.json --base zephr.live.json --origin https://www.news.example');
}

async function preview(file: string, options: PreviewOptions, command: Command): Promise<void> {
  const refuse = (says: string, exitCode: number): never => command.error(`error: ${says}`, { exitCode });
  const { base, origin: origins, hours, by } = options;
  const key =
    (await readPreviewKey(options.previewKey, command)) ??
    refuseWithoutKey(command, `set ${PREVIEW_KEY_VARIABLE}`, 'name a private key with --preview-key');
  const draft = await parseSound(await readTextFile(file, command), file, command);
  const octets = await readOctets(base, command);
  const live = await parseSound(new TextDecoder().decode(octets), base, command);
  const publicKey =
    own(live.preview, 'publicKey') ??
    refuse(`${nameOf(base)} has no preview.publicKey, so its pages run no previews. Add the public key.`, EXIT.mistake);
  const readers = await chooseReaders(file, draft, options, command);
  const edits = editsBetween(live, draft);
  const now = Date.now();
  const jws = await signPreview({ liveText: octets, edits, origins, readers, by, hours, now }, key).catch(
    (error: unknown) => refuseSigning(error, command),
  );
  const address = toAddress(origins[0]!, options.path, command);
  // A link that no page would run is not printed.
  const read = await readPreview(jws, {
    ...{ publicKey: publicKey as string, origins: live.preview!.origins, origin: origins[0]!, now },
  });
  if ('reason' in read)
    return refuse(
      `${lowerFirst(explainRefusal(read.reason, nameOf(base), origins[0]!))}${seeCode(read.reason)}`,
      EXIT.mistake,
    );
  const { link, isStored } = await writePreviewLink(address, jws);
  const refusal = isStored ? await sendPreview(jws, { config: live, name: nameOf(base) }, address) : null;
  if (refusal) return refuse(refusal.says, refusal.code === null ? EXIT.usage : EXIT.mistake);
  const output = command.configureOutput();
  const until = new Date(read.preview.exp * 1000).toISOString();
  const names = Object.keys(readers);
  output.writeErr?.(
    [
      ...(edits.length > 0
        ? describeChanges(live, draft).map(showControls)
        : ['The draft is the same as the live config.']),
      `For ${origins.join(', ')} until ${until}${names.length > 0 ? `, as ${names.map(showControls).join(', ')}` : ''}.`,
      ...(isStored
        ? [`The endpoint keeps the preview: it is too long for a link of ${MAX_LINK_CHARACTERS} characters.`]
        : []),
      '',
    ].join('\n'),
  );
  output.writeOut?.(`${link}\n`);
}

/** Parses a config that has no errors; another one gets the report of `validate`. */
async function parseSound(text: string, file: string, command: Command): Promise<Config> {
  await refuseBroken(text, file, command);
  return JSON.parse(text) as Config;
}

async function readOctets(file: string, command: Command): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(file));
  } catch (error) {
    return refuseUnreadable(file, error, command);
  }
}

/** The named test readers, in the order of the command line: a page shows the first one. */
async function chooseReaders(
  file: string,
  draft: Config,
  { reader: names, readers: given }: PreviewOptions,
  command: Command,
): Promise<Record<string, TestReader>> {
  if (names.length === 0) return {};
  const { path, file: known } = await loadReaders(given, file, [draft], command);
  const chosen = names.map((name): [string, TestReader] => {
    const reader = own(known.readers, name) as TestReader | undefined;
    if (reader) return [name, reader];
    const others = Object.keys(known.readers).map((one) => `"${one}"`);
    const says = `${path} has no reader "${showControls(name)}". Known readers: ${others.join(', ') || 'none'}.`;
    return command.error(`error: ${says}`, { exitCode: EXIT.usage });
  });
  return Object.fromEntries(chosen);
}

/** The address of the page; it must stay on its origin. */
function toAddress(origin: string, path: string, command: Command): string {
  const address = path.startsWith('/') && URL.canParse(path, origin) ? new URL(path, origin) : null;
  if (address?.origin === origin) return address.href;
  return command.error('error: --path must be a path of the site, such as /story.', { exitCode: EXIT.usage });
}

/** Ends the command because the preview cannot be signed: by a mistake of the draft, or of the command line. */
function refuseSigning(error: unknown, command: Command): never {
  if (!(error instanceof PreviewError)) throw error;
  const { code, message } = error;
  const exitCode = code === 'preview-frozen' || code === 'preview-too-large' ? EXIT.mistake : EXIT.usage;
  return command.error(`error: ${showControls(message)}${seeCode(code)}`, { exitCode });
}

const lowerFirst = (sentence: string): string => sentence.charAt(0).toLowerCase() + sentence.slice(1);

function parseHours(text: string): number {
  const hours = Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || hours <= 0 || hours > MAX_PREVIEW_HOURS)
    throw new InvalidArgumentError(`Write a number of hours, at most ${MAX_PREVIEW_HOURS}.`);
  return hours;
}
