import type { Command } from 'commander';
import { identifyReader } from '../decision/identify-reader.js';
import { findReaderHints } from '../inspect/find-reader-hints.js';
import { loadConfig, requireFeature } from './load-config.js';
import { addReaderOptions, toEngineInput, type ReaderOptions } from './reader-options.js';
import { writeExplanation } from '../words/write-explanation.js';

interface ExplainOptions extends ReaderOptions {
  readonly feature: string;
  readonly json?: true;
}

/** Adds `explain`: what a reader sees of a feature, and why. */
export function addExplain(program: Command): void {
  const command = program
    .command('explain')
    .description('explain what a reader sees of a feature, and why')
    .argument('<file>', 'the config; - reads the standard input')
    .requiredOption('-f, --feature <id>', 'the feature');
  addReaderOptions(command)
    .option('--json', 'print the decision and the identity as JSON')
    .addHelpText(
      'after',
      `
Without options of the reader, the reader is anonymous. Facts that no option provides are missing.

Examples:
  A registered reader from Texas:
  $ zephr explain zephr.json -f articles --claims '{"sub":"1","state":"Texas"}'

  The same, in front of a story of last year, for a program to read:
  $ zephr explain zephr.json -f articles --claims '{"sub":"1"}' --url /2025/story --at 2026-03-02T12:00Z --json`,
    )
    .action(explain);
  program.addHelpText('after', `  $ zephr explain zephr.json -f articles --claims '{"sub":"1","state":"Texas"}'`);
}

async function explain(file: string, options: ExplainOptions, command: Command): Promise<void> {
  const { config, engine } = await loadConfig(file, command, [options.feature]);
  requireFeature(config, options.feature, file, command);
  const now = options.at ?? Date.now();
  const input = { ...toEngineInput(options), now, debug: true };
  const decision = engine.decide(options.feature, input);
  const reader = identifyReader(input, config);
  const hints = findReaderHints(config, reader.claims);
  const report = options.json
    ? `${JSON.stringify({ decision, identity: reader, hints }, null, 2)}\n`
    : writeExplanation({ config, decision, reader, now, hints });
  command.configureOutput().writeOut?.(report);
}
