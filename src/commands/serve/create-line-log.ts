import type { Log } from '../../endpoint/create-log.js';
import { LOG_DELAY_MS } from '../limits.js';

/** A log that is written as lines of JSON. */
export interface LineLog {
  readonly write: Log;
  /** Writes the lines that wait. */
  readonly flush: () => void;
}

/**
 * Creates a log of lines. Lines of one moment are written together, as a server with thousands of requests per second would
 * spend much of its time on writing them one by one. Warnings and errors are written at once.
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
      else timer ??= setTimeout(flush, LOG_DELAY_MS);
    },
  };
}
