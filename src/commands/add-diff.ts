import { existsSync } from 'node:fs';
import { devNull } from 'node:os';
import { CommanderError, type Command } from 'commander';
import type { Config } from '../model/config.js';
import { cutToFeatures } from '../config/cut-to-features.js';
import { compileConfig } from '../decision/compile-config.js';
import { describeChanges } from '../edit/describe-edits.js';
import type { Edit } from '../edit/edit.js';
import { editsBetween } from '../edit/edits-between.js';
import { isRecord } from '../lib/is-record.js';
import { compareDecisions } from '../readers/compare-decisions.js';
import { generateReaders } from '../readers/generate-readers.js';
import { findTouchedFeatures } from './diff/find-touched-features.js';
import {
  writeDecisionsReport,
  writeEditsReport,
  type Compared,
  type ComparedConfig,
} from './diff/write-diff-report.js';
import { EXIT } from './exit-codes.js';
import { isSharedBroken, refuseConfig } from './load-config.js';
import { loadReaders, pathOfReaders } from './load-readers.js';
import { readTextFile } from './read-text-file.js';
import { refuseBroken } from './refuse-broken.js';

interface DiffOptions {
  readonly readers?: string;
  readonly json?: true;
}

/** Adds `diff`: what is another one in a config, and whom it changes something for. */
export function addDiff(program: Command): void {
  program
    .command('diff')
    .description('compare two configs: edits in words, and decisions that differ')
    .argument('<old>', 'the old config; - reads the standard input')
    .argument('<new>', 'the new config; - reads the standard input')
    .option('--readers <file>', 'test readers (default: zephr.readers.json beside <new>, else generated ones)')
    .option('--json', 'print the edits and the decisions as JSON')
    .addHelpText(
      'after',
      `
Decides each feature that both configs have for each reader, and explains the decisions that differ.
The exit code is 1 if there is an edit.

Examples:
  $ zephr diff zephr.live.json zephr.json
  $ git show HEAD:zephr.json | zephr diff - zephr.json --json

As the difftool of git:
  $ git config difftool.zephr.cmd 'npx zephr-onpage diff "$LOCAL" "$REMOTE"'
  $ git difftool --tool zephr --no-prompt -- zephr.json`,
    )
    .action(diff);
  program.addHelpText('after', '  $ zephr diff zephr.live.json zephr.json');
}

async function diff(oldFile: string, newFile: string, options: DiffOptions, command: Command): Promise<void> {
  if (oldFile === '-' && newFile === '-')
    command.error('error: only one of the two configs can come from the standard input', { exitCode: EXIT.usage });
  const write = (text: string): void => command.configureOutput().writeOut?.(text);
  const missing = [oldFile, newFile].indexOf(devNull);
  if (missing >= 0) {
    // A difftool gets the null device in place of a file that one of the versions does not have.
    write(missing === 0 ? 'the config is new\n' : 'the config is gone\n');
    return endDifferent(command);
  }
  const before = await readSide(oldFile, command);
  const after = await readSide(newFile, command);
  const edits = editsBetween(before.value, after.value);
  const words = describeChanges(before.value, after.value);
  // The edits are known, however wrong the configs are.
  if (!options.json) write(writeEditsReport(words));
  if (edits.length > 0 || options.readers !== undefined || options.json) {
    const compared = await compare(before, after, edits, options, command);
    write(options.json ? writeJson([oldFile, newFile], edits, words, compared) : `\n${writeDecisionsReport(compared)}`);
  }
  if (edits.length > 0) endDifferent(command);
}

/** Ends with the exit code of a difference. The report says it all. */
function endDifferent(command: Command): never {
  throw new CommanderError(EXIT.mistake, 'commander.error', `${command.name()}: the configs differ`);
}

/** One of the two configs, as it was read. */
interface Side {
  readonly file: string;
  readonly text: string;
  readonly value: unknown;
}

/** Reads a config; one that is not JSON gets the report of `validate`. */
async function readSide(file: string, command: Command): Promise<Side> {
  const text = await readTextFile(file, command);
  try {
    return { file, text, value: JSON.parse(text) as unknown };
  } catch (error) {
    await refuseBroken(text, file, command);
    throw error;
  }
}

/** Compiles a config with only the features that are decided. A mistake in another one does not matter, as in a page. */
async function compile(side: Side, touched: ReadonlySet<string> | null, command: Command): Promise<ComparedConfig> {
  const { value, text, file } = side;
  const config = (touched ? cutToFeatures(value, [...touched]) : value) as Config;
  try {
    return { config, engine: compileConfig(config) };
  } catch (error) {
    await refuseBroken(text, file, command);
    return refuseConfig(file, error, command);
  }
}

async function compare(
  oldSide: Side,
  newSide: Side,
  edits: readonly Edit[],
  options: DiffOptions,
  command: Command,
): Promise<Compared> {
  const touched = findTouchedFeatures(edits, [oldSide.value, newSide.value]);
  const before = await compile(oldSide, touched, command);
  const after = await compile(newSide, touched, command);
  // Edits of features alone leave the other parts of both configs the same.
  const areShared = edits.every(({ pointer }) => pointer.startsWith('/features/'));
  for (const { value, text, file } of areShared ? [newSide] : [oldSide, newSide]) {
    if (await isSharedBroken(value)) await refuseBroken(text, file, command);
  }
  const path = options.readers ?? pathOfReaders(newSide.file);
  const features = Object.keys(before.config.features).filter((id) => Object.hasOwn(after.config.features, id));
  const decided = touched ? features.filter((id) => touched.has(id)) : features;
  const now = Date.now();
  if (options.readers !== undefined || existsSync(path)) {
    const names = [oldSide, newSide].map(listNames);
    const { readers } = (await loadReaders(path, newSide.file, names, command)).file;
    const changed = compareDecisions(readers, before.engine, after.engine, decided, now);
    return {
      before,
      after,
      readers,
      readersPath: path,
      compared: Object.keys(readers).length * features.length,
      changed,
    };
  }
  const generated = [...generateReaders([before.config, after.config], now)].map(([id, { reader, features: own }]) => {
    return { readers: { [id]: reader }, features: decided.filter((feature) => own.has(feature)) };
  });
  return {
    before,
    after,
    readers: Object.fromEntries(generated.flatMap(({ readers }) => Object.entries(readers))),
    readersPath: null,
    compared: generated.reduce((sum, one) => sum + one.features.length, 0),
    changed: generated.flatMap((one) => compareDecisions(one.readers, before.engine, after.engine, one.features, now)),
  };
}

/** A config for the names in it: all features, those with mistakes too. */
function listNames({ value }: Side): Config {
  const config = value as Config;
  const features = Object.entries(config.features).filter(([, feature]) => isRecord(feature));
  return { ...config, features: Object.fromEntries(features) };
}

function writeJson(
  [oldFile, newFile]: readonly [string, string],
  edits: ReturnType<typeof editsBetween>,
  words: readonly string[],
  { readers, readersPath, compared, changed }: Compared,
): string {
  const decisions = changed.map(({ reader, feature, differs, before, after }) => {
    return { reader, feature, differs, before, after };
  });
  // Generated readers are in no file.
  const generated = readersPath === null ? { generated: readers } : {};
  const report = { old: oldFile, new: newFile, edits, words, readers: readersPath, ...generated, compared, decisions };
  return `${JSON.stringify(report, null, 2)}\n`;
}
