import { Option, type Command } from 'commander';
import type { UserState } from '../model/config.js';
import { USER_STATES } from '../model/user-states.js';
import { markPath } from '../picture/mark-path.js';
import type { Picture } from '../picture/picture.js';
import { readPicture } from '../picture/read-picture.js';
import { isDrawnMermaid, renderMermaid } from '../picture/render-mermaid.js';
import { isDrawnSvg, renderSvg } from '../picture/render-svg.js';
import { describeLevel } from '../words/describe-level.js';
import { loadConfig, requireFeature, type LoadedConfig } from './load-config.js';
import { addReaderOptions, toEngineInput, type ReaderOptions } from './reader-options.js';
import { writeOutput } from './write-output.js';

interface DrawOptions extends ReaderOptions {
  readonly feature: string;
  readonly state?: UserState;
  readonly mermaid?: true;
  readonly output?: string;
  readonly force?: true;
}

/** Adds `draw`: the rule of a feature as a picture. */
export function addDraw(program: Command): void {
  const command = program
    .command('draw')
    .description('draw the rule of a feature as a picture')
    .argument('<file>', 'the config; - reads the standard input')
    .requiredOption('-f, --feature <id>', 'the feature')
    .addOption(new Option('-s, --state <state>', 'draw the rule of one user state only').choices(USER_STATES))
    .option('-o, --output <file>', 'write to this file instead of the standard output')
    .option('--force', 'replace a file that is not a picture of this command')
    .option('--mermaid', 'write Mermaid text instead of SVG');
  addReaderOptions(command)
    .addHelpText(
      'after',
      `
With options for the reader or the page, the picture marks the path of that reader.

Examples:
  The rules of articles, as a picture for any browser:
  $ zephr draw zephr.json -f articles -o articles.svg

  The path of a registered reader from Texas, as Mermaid text for a wiki:
  $ zephr draw zephr.json -f articles --claims '{"sub":"1","state":"Texas"}' --mermaid`,
    )
    .action(draw);
  program.addHelpText('after', '  $ zephr draw zephr.json -f articles -o articles.svg');
}

async function draw(file: string, options: DrawOptions, command: Command): Promise<void> {
  const loaded = await loadConfig(file, command, [options.feature]);
  requireFeature(loaded.config, options.feature, file, command);
  const picture = paint(loaded, options);
  const text = options.mermaid ? renderMermaid(picture) : renderSvg(picture);
  if (options.output === undefined) {
    command.configureOutput().writeOut?.(text);
    return;
  }
  const { output: path, force } = options;
  await writeOutput(text, { path, inputs: [file], maker: 'zephr draw', isOwn: isPicture, force }, command);
}

/** Whether a text is a picture that `draw` has made, as SVG or as Mermaid text. */
function isPicture(text: string): boolean {
  return isDrawnSvg(text) || isDrawnMermaid(text);
}

/** Reads the picture, and marks the path of a reader if options describe one. */
function paint({ config, engine }: LoadedConfig, options: DrawOptions): Picture {
  const { feature, state } = options;
  const picture: Picture = {
    ...readPicture(config, feature, state ? [state] : USER_STATES),
    protection: `protection ${describeLevel(config, feature)}`,
  };
  const input = toEngineInput(options);
  if (Object.values(input).every((value) => value === undefined)) return picture;
  const decision = engine.decide(feature, input);
  const { userState, outcomeLabel, reason } = decision;
  if (reason === 'fault') return { ...picture, reader: 'This version cannot decide by these rules.' };
  markPath(picture, decision);
  const isDrawn = picture.lanes.some(({ id }) => id === userState);
  const label = outcomeLabel.startsWith('/') ? '' : `, to ${outcomeLabel}`;
  return {
    ...picture,
    reader: `The path of this reader: ${userState}${label}.${isDrawn ? '' : ' It is not in this picture.'}`,
  };
}
