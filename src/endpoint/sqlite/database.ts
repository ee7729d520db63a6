/** The part of libsql that is used here; its own types are those of another package, and full of `any`. */
export interface Database {
  readonly prepare: (sql: string) => Statement;
  readonly exec: (sql: string) => void;
  readonly close: () => void;
}

/** What may stand for a `?`. */
export type SqlValue = string | number | null;

/** A statement that is compiled once and run often. */
export interface Statement {
  /** The first row by column; `undefined` where there is none. Beside the columns it has a member `_metadata`. */
  readonly get: (...values: readonly SqlValue[]) => Readonly<Record<string, unknown>> | undefined;
  /** All rows. */
  readonly all: (...values: readonly SqlValue[]) => readonly Readonly<Record<string, unknown>>[];
  readonly run: (...values: readonly SqlValue[]) => { readonly changes: number };
}

/** Opens a connection to a file. */
export type DatabaseConstructor = new (
  file: string,
  options: {
    /** Milliseconds to wait for another process that is writing. */
    readonly timeout: number;
  },
) => Database;
