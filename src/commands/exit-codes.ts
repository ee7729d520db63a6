/** Exit codes of the command line; 0 is done. */
export const EXIT = {
  /** The config has a mistake, or does not hold what was asked for. */
  mistake: 1,
  /** The command was not understood, or a file cannot be read or written. */
  usage: 2,
} as const;
