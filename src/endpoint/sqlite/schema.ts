/** Marks the file as one of zephr: "zphr" in ASCII (https://sqlite.org/pragma.html#pragma_application_id). */
export const APPLICATION_ID = 0x7a_70_68_72;

/**
 * The steps from an empty file to the current schema. The file holds the number of steps taken in its `user_version`. So a
 * published step never changes, and a change of the schema is a new step at the end. Counted views are rows of `sightings`.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE users (
     system TEXT NOT NULL,
     id TEXT NOT NULL,
     attributes TEXT NOT NULL,
     PRIMARY KEY (system, id)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE gifts (
     id TEXT PRIMARY KEY NOT NULL,
     session TEXT NOT NULL,
     expires_at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX gifts_by_expiry ON gifts (expires_at);
   PRAGMA application_id = ${APPLICATION_ID};`,
  `CREATE TABLE sightings (
     reader TEXT NOT NULL,
     tracker TEXT NOT NULL,
     id TEXT NOT NULL,
     item TEXT NOT NULL,
     at INTEGER NOT NULL,
     expires_at INTEGER,
     PRIMARY KEY (reader, tracker, id)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX sightings_by_expiry ON sightings (expires_at) WHERE expires_at IS NOT NULL;`,
  // Previews are long, and rows of tables without a rowid are in their index.
  `CREATE TABLE previews (
     id TEXT PRIMARY KEY NOT NULL,
     preview TEXT NOT NULL,
     expires_at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX previews_by_expiry ON previews (expires_at);`,
  // Counts of events by day and name: no row is about a reader.
  `CREATE TABLE counts (
     day TEXT NOT NULL,
     name TEXT NOT NULL,
     count INTEGER NOT NULL,
     PRIMARY KEY (day, name)
   ) STRICT, WITHOUT ROWID;`,
  // Active sessions of a reader, as JSON: the order of the list is that in which they began.
  `CREATE TABLE sessions (
     reader TEXT PRIMARY KEY NOT NULL,
     active TEXT NOT NULL,
     expires_at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX sessions_by_expiry ON sessions (expires_at);`,
];

/** The tables of the current schema, with the columns that name a row. */
export const TABLES = {
  users: 'system, id',
  gifts: 'id',
  sightings: 'reader, tracker, id',
  previews: 'id',
  counts: 'day, name',
  sessions: 'reader',
} as const;
