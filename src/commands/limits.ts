/** The limits of the commands, by what they limit and in which unit. */

/** How long a line of the log may wait, so that lines of one moment are written together. */
export const LOG_DELAY_MS = 50;

/** Characters of the access log that wait for the disk. Without room, lines are left out. */
export const MAX_WAITING_LOG_CHARACTERS = 16_777_216;

/**
 * How long a connection without a request is kept after the server is asked to stop: a request that its client has sent by
 * then arrives.
 */
export const DRAIN_IDLE_MS = 500;
/** How long requests may take to end after the server is asked to stop. */
export const STOP_TIMEOUT_MS = 5000;
/** Time between two closings of idle connections while the server stops. */
export const IDLE_CHECK_INTERVAL_MS = 25;
/** How long the headers of a request may take. */
export const HEADERS_TIMEOUT_MS = 10_000;
/** How long a request may take. A body has at most 16 KiB, so a slower client only holds a connection. */
export const REQUEST_TIMEOUT_MS = 20_000;
/** Time between two checks of these limits. */
export const CONNECTIONS_CHECK_INTERVAL_MS = 5000;
/** How long an idle connection is kept: longer than proxies keep one (mostly 60 s), so that the proxy closes it. */
export const KEEP_ALIVE_TIMEOUT_MS = 65_000;

/** Size up to which a file that a command would write over is read, to see whether the command has made it. */
export const MAX_MARKED_BYTES = 16_777_216;

/** Longest record of a CSV file. A longer one most likely has a quote that is not closed. */
export const MAX_CSV_RECORD_BYTES = 1_000_000;
/** Columns of a CSV file: each becomes an attribute of every user. */
export const MAX_CSV_COLUMNS = 10_000;
