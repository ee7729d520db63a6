import type { Log } from './create-log.js';

/** The log of who names none: warnings and errors as one line of JSON each; requests that went well are not told. */
export const consoleLog: Log = (entry) => {
  if (entry.level !== 'info') console.warn(JSON.stringify(entry));
};
