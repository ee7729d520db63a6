import { CommanderError, type Command } from 'commander';
import { identifyReader } from '../decision/identify-reader.js';
import { hashConfig } from '../replay/create-export.js';
import { describeExport } from '../replay/describe-export.js';
import type { ExportedDecision } from '../replay/exported-decision.js';
import { findDifference } from '../replay/find-difference.js';
import { MAX_DECISION_BYTES } from '../replay/limits.js';
import { readExport } from '../replay/read-export.js';
import { ReplayError } from '../replay/replay-error.js';
import { showControls } from '../words/show-controls.js';
import { writeExplanation } from '../words/write-explanation.js';
import { EXIT } from './exit-codes.js';
import { loadConfig, requireFeature } from './load-config.js';
import { nameOf, readTextFile } from './read-text-file.js';
import { seeCode } from './see-code.js';
import { addReader } from './replay/add-reader.js';

interface ReplayOptions {
  readonly asReader?: string;
  readonly readers?: string;
}

/** Adds `replay`: decides an exported decision again. */
export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('decide an exported decision again, and report the first difference')
    .argument('<decision>', 'a decision from explain --export or Zephr.exportDecision; - reads the standard input')
    .argument('[file]', 'the config; without it the command only explains the decision')
    .option('--as-reader <id>', 'add the reader and an expectation to the test readers')
    .option('--readers <file>', 'the test readers (default: zephr.readers.json beside the config)')
    .addHelpText(
      'after',
      `
The result is the same in every time zone and on every day, because the decision contains its date and time.
The exit code is 0 for the same decision, 1 for a different one, and 2 for a file that is not a decision.

Examples:
  $ zephr replay decision.json zephr.json
  $ zephr replay decision.json zephr.json --as-reader texan`,
    )
    .action(replay);
  program.addHelpText('after', '  $ zephr replay decision.json zephr.json');
}

async function replay(
  source: string,
  file: string | undefined,
  options: ReplayOptions,
  command: Command,
): Promise<void> {
  const { asReader: id, readers } = options;
  if (id !== undefined && (file === undefined || id === ''))
    command.error('error: --as-reader needs an id and a config.', {
      exitCode: EXIT.usage,
    });
  const exported = await loadDecision(source, command);
  const write = (text: string): void => command.configureOutput().writeOut?.(text);
  if (file === undefined) return write(describeExport(exported));
  const { feature, input } = exported;
  const { config, engine, whole } = await loadConfig(file, command, [feature]);
  requireFeature(config, feature, file, command);
  const decision = engine.decide(feature, { ...input, debug: true });
  const { sha256 } = exported.config;
  const isOther = sha256 !== null && sha256 !== (await hashConfig(whole));
  const difference = findDifference(exported.decision, decision);
  write(writeExplanation({ config, decision, reader: identifyReader(input, config), now: input.now }));
  if (exported.left_out.length > 0) write(`\nLeft out  ${showControls(exported.left_out.join(', '))}\n`);
  write(`\n${isOther ? 'The decision was made with a different config.\n' : ''}`);
  write(difference === null ? 'The same.\n' : `Not the same. ${showControls(difference)}\n`);
  if (id !== undefined) {
    const inputs = [source, file];
    write(await addReader(exported, { id, readers, configFile: file, config: whole, inputs }, command));
  }
  if (difference !== null) throw new CommanderError(EXIT.mistake, 'commander.error', 'the decision is different');
}

/**
 * Reads an exported decision.
 *
 * @throws {CommanderError} With exit code 2 where it cannot be read or is not one.
 */
async function loadDecision(source: string, command: Command): Promise<ExportedDecision> {
  const text = await readTextFile(source, command, MAX_DECISION_BYTES);
  try {
    return readExport(text);
  } catch (error) {
    if (!(error instanceof ReplayError)) throw error;
    const { code, message } = error;
    const says = `${nameOf(source)} cannot be replayed: ${code}\n  ${showControls(message)}${seeCode(code)}`;
    return command.error(`error: ${says}`, { exitCode: EXIT.usage });
  }
}
