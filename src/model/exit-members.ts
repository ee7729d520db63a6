/** Members of a node that lead on; the others are what it asks. */
export const EXIT_MEMBERS: ReadonlySet<string> = new Set(['yes', 'no', 'unknown', 'exits', 'remaining']);
