/** Reads one value from claims or other data; `undefined` when it is missing. */
export type ReadPath = (data: unknown) => unknown;
