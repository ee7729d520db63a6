import type { Command } from 'commander';
import yoctoSpinner, { type Spinner } from 'yocto-spinner';

/** A command that takes less says nothing. */
const QUIET_MS = 1000;
/** How often a log gets a line. */
const LINE_MS = 10_000;
/** How often the words of a terminal change. */
const WORDS_MS = 100;

/** The words of a command while it works. */
export interface Progress {
  /** Says how far the command is; may be called for each of a million rows. */
  readonly say: (words: () => string) => void;
  /** Ends it; the result of the command follows. */
  readonly end: () => void;
}

/** Where and when progress is said. */
export interface ProgressPorts {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** The terminal, `null` where lines go to a file or to another program. */
  readonly terminal: NodeJS.WriteStream | null;
}

/**
 * Says on the standard error output how far a command is, from its second second on: in one line that changes on a terminal, in
 * a line each ten seconds elsewhere.
 *
 * @example
 * const progress = startProgress(command);
 * for (const row of rows) progress.say(() => `importing: ${++count} users`);
 * progress.end();
 */
export function startProgress(
  command: Command,
  {
    now = () => performance.now(),
    terminal = process.stderr.isTTY ? process.stderr : null,
  }: Partial<ProgressPorts> = {},
): Progress {
  let spinner: Spinner | null = null;
  let nextAt = now() + QUIET_MS;
  return {
    say: (words) => {
      if (now() < nextAt) return;
      nextAt = now() + (terminal ? WORDS_MS : LINE_MS);
      if (!terminal) command.configureOutput().writeErr?.(`${words()}\n`);
      else if (spinner) spinner.text = words();
      else spinner = yoctoSpinner({ text: words(), stream: terminal }).start();
    },
    end: () => void spinner?.stop(),
  };
}
