/** The part of a `Pool` of the package `pg` that the store uses. */
export interface PostgresPool {
  query(text: string, values?: readonly unknown[]): Promise<PostgresResult>;
  connect(): Promise<PostgresClient>;
}

/** One connection of a pool. */
export interface PostgresClient {
  query(text: string, values?: readonly unknown[]): Promise<PostgresResult>;
  /** @param error - Why the connection is not to be used again. */
  release(error?: boolean): void;
}

/** The rows of an answer. */
export interface PostgresResult {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}
