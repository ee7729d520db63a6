import type { Log } from './create-log.js';

/** The default log: writes warnings and errors to the console, one line of JSON each, and leaves out successful requests. */
export const consoleLog: Log = (entry) => {
  if (entry.level !== 'info') console.warn(JSON.stringify(entry));
};
