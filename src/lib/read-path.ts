/** Reads one datum out of claims or other data; `undefined` when it is not there. */
export type ReadPath = (data: unknown) => unknown;
