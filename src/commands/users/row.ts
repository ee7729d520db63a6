/** What stands in a file for one user, before anybody looked whether it is one. */
export interface UserRow {
  /** From 1 on: where it begins. */
  readonly line: number;
  readonly system?: unknown;
  readonly id: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** A place in a file, and what is wrong there. */
export interface RowMistake {
  readonly line: number;
  readonly says: string;
}
