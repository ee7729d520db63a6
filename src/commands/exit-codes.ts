/** Exit codes of the command line; 0 is success. */
export const EXIT = {
  /** The config or the list of users has a mistake, or does not hold what was asked for; an expectation does not hold; two configs differ. */
  mistake: 1,
  /** The command or its environment was not understood, or a file, key or port cannot be used. */
  usage: 2,
} as const;
