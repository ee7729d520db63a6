import { basename } from 'node:path';
import { Option, type Command } from 'commander';
import { identifyReader } from '../decision/identify-reader.js';
import { findReaderHints } from '../inspect/find-reader-hints.js';
import { createExport, hashConfig } from '../replay/create-export.js';
import { EXIT } from './exit-codes.js';
import { loadConfig, requireFeature, type LoadedConfig } from './load-config.js';
import { addReaderOptions, toEngineInput, type ReaderOptions } from './reader-options.js';
import { describeLevel } from '../words/describe-level.js';
import { writeExplanation } from '../words/write-explanation.js';
import { writeOutput } from './write-output.js';

interface ExplainOptions extends ReaderOptions {
  readonly feature: string;
  readonly json?: true;
  readonly export?: true;
  readonly output?: string;
  readonly force?: true;
}

/** Adds `explain`: what a reader sees of a feature, and why. */
export function addExplain(program: Command): void {
  const command = program
    .command('explain')
    .description('explain what a reader sees for a feature, and why')
    .argument('<file>', 'the config; - reads the standard input')
    .requiredOption('-f, --feature <id>', 'the feature');
  addReaderOptions(command)
    .option('--json', 'print the decision and the identity as JSON')
    .addOption(
      new Option('--export', 'print the decision for zephr replay, without data that no rule uses').conflicts('json'),
    )
    .option('-o, --output <file>', 'with --export: write to this file instead of the standard output')
    .option('--force', 'replace a file that is not an exported decision')
    .addHelpText(
      'after',
      `
Without options for the reader, the reader is anonymous. Facts that no option provides are missing.

Examples:
  A registered reader from Texas:
  $ zephr explain zephr.json -f articles --claims '{"sub":"1","state":"Texas"}'

  The same reader at a story of last year, as JSON for a program:
  $ zephr explain zephr.json -f articles --claims '{"sub":"1"}' --url /2025/story --at 2026-03-02T12:00Z --json`,
    )
    .action(explain);
  program.addHelpText('after', `  $ zephr explain zephr.json -f articles --claims '{"sub":"1","state":"Texas"}'`);
}

async function explain(file: string, options: ExplainOptions, command: Command): Promise<void> {
  if (options.output !== undefined && !options.export)
    command.error('error: -o needs --export.', { exitCode: EXIT.usage });
  const loaded = await loadConfig(file, command, [options.feature]);
  const { config, engine } = loaded;
  requireFeature(config, options.feature, file, command);
  const now = options.at ?? Date.now();
  if (options.export) return exportDecision(file, options, loaded, now, command);
  const input = { ...toEngineInput(options), now, debug: true };
  const decision = engine.decide(options.feature, input);
  const reader = identifyReader(input, config);
  const hints = findReaderHints(config, reader.claims);
  const report = options.json
    ? `${JSON.stringify({ decision, identity: reader, hints }, null, 2)}\n`
    : `${writeExplanation({ config, decision, reader, now, hints })}\nprotection ${describeLevel(config, options.feature)}\n`;
  command.configureOutput().writeOut?.(report);
}

async function exportDecision(
  file: string,
  options: ExplainOptions,
  { whole, engine }: LoadedConfig,
  now: number,
  command: Command,
): Promise<void> {
  const { feature, output: path, force } = options;
  const input = { ...toEngineInput(options), now };
  const { tokenStatus = 'none', claims = {} } = input;
  const exported = createExport({
    config: whole,
    input: {
      ...input,
      tokenStatus,
      claims,
      user: input.user,
      // A token that does not count names its reader all the same.
      readerId: identifyReader({ claims, tokenStatus: 'valid' }, whole).foreignUserId,
      deviceZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    decision: engine.decide(feature, input),
    by: 'command',
    address: file === '-' ? null : basename(file),
    sha256: await hashConfig(whole),
  });
  const text = `${JSON.stringify(exported, null, 2)}\n`;
  if (path === undefined) command.configureOutput().writeOut?.(text);
  else await writeOutput(text, { path, inputs: [file], maker: 'zephr explain', isOwn: isExport, force }, command);
}

/** Whether a text begins as an exported decision does. */
function isExport(text: string): boolean {
  return /^\{\s*"format":\s*"zephr-decision\//.test(text);
}
