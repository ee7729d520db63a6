/** The members of a libsql database that the store uses. The package has the types of another one, full of `any`. */
export interface Database {
  readonly prepare: (sql: string) => Statement;
  readonly exec: (sql: string) => void;
  readonly close: () => void;
}

/** A value for a `?`. */
export type SqlValue = string | number | null;

/** A prepared statement. */
export interface Statement {
  /** Gives the first row by column, `undefined` without one. It has a member `_metadata` beside the columns. */
  readonly get: (...values: readonly SqlValue[]) => Readonly<Record<string, unknown>> | undefined;
  /** Gives all rows. */
  readonly all: (...values: readonly SqlValue[]) => readonly Readonly<Record<string, unknown>>[];
  readonly run: (...values: readonly SqlValue[]) => { readonly changes: number };
}

/** Opens a connection to a file. */
export type DatabaseConstructor = new (
  file: string,
  options: {
    /** Wait for another process that writes, in ms. */
    readonly timeout: number;
  },
) => Database;
