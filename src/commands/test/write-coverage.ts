import type { Coverage, UntakenExit } from '../../readers/find-coverage.js';
import { showControls } from '../../words/show-controls.js';

/** Writes the exits that no test reader takes, each with a reader that does or with the reason why no reader can. */
export function writeCoverage({ exits, untaken }: Coverage): string {
  const lines = untaken.map(
    (exit) => `${showControls(`${exit.pointer}  ${exit.says}`)}\n    ${showControls(describe(exit))}\n`,
  );
  return [...lines, `${exits - untaken.length} of ${exits} exits are taken by test readers\n`].join('\n');
}

function describe({ reader, isNever, because }: UntakenExit): string {
  if (reader) return `taken by the reader ${JSON.stringify(reader)}`;
  if (!isNever) return 'no reader was found, and no proof that no reader takes it';
  return `never taken: ${because ?? 'no path leads here, because the exits before it are never taken'}`;
}
