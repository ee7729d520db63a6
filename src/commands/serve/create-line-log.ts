import type { Log } from '../../endpoint/create-log.js';

/** A log that is written as lines of JSON. */
export interface LineLog {
  readonly write: Log;
  /** Writes what is still held. */
  readonly flush: () => void;
}

/** Milliseconds that a line may wait for others. */
const PAUSE = 50;

/**
 * Makes a log of lines. Those of one moment are written together: a server that answers thousands of requests in a second
 * would spend much of it on writing them one by one. Warnings and errors do not wait.
 *
 * @param quiet - Whether only warnings and errors are written.
 */
export function createLineLog(write: (text: string) => void, { quiet }: { readonly quiet: boolean }): LineLog {
  let held = '';
  let timer: NodeJS.Timeout | null = null;
  const flush = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    const text = held;
    held = '';
    if (text) write(text);
  };
  return {
    flush,
    write: (entry) => {
      if (quiet && entry.level === 'info') return;
      held += `${JSON.stringify(entry)}\n`;
      if (entry.level !== 'info') flush();
      else timer ??= setTimeout(flush, PAUSE);
    },
  };
}
