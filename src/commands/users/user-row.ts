/** A record of a file before it is checked. */
export interface UserRow {
  /** Line that it begins in, from 1. */
  readonly line: number;
  readonly system?: unknown;
  readonly id: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A mistake in a file. */
export interface RowMistake {
  readonly line: number;
  readonly says: string;
}
