/** Articles that a test reader has read of one tracker. */
export const MAX_READ_VIEWS = 10_000;
