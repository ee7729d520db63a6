import { createWriteStream, type WriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Command } from 'commander';
import type { Log } from '../../endpoint/create-log.js';
import type { LogOutage } from '../../endpoint/create-outage-log.js';
import { describeError } from '../../endpoint/describe-error.js';
import { MAX_WAITING_LOG_CHARACTERS } from '../limits.js';
import { refuseUnwritable } from '../refuse-unwritable.js';
import { createLineLog } from './create-line-log.js';

/** A file with one line for each request. */
export interface AccessLog {
  /** Writes an entry about a request; others are left out. */
  readonly write: Log;
  /** Goes on in a new file of that name, where a program that rotates logs has moved the file away. */
  readonly reopen: () => void;
  /** Writes the lines that wait, and closes the file. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the file of an access log, and appends to it. A disk that refuses costs lines and no request: they are reported by
 * `logOutage`, and the file is opened again for the next ones.
 *
 * @throws {CommanderError} With exit code 2 where the file cannot be opened.
 */
export async function openAccessLog(path: string, logOutage: LogOutage, command: Command): Promise<AccessLog> {
  await open(path, 'a')
    .then((file) => file.close())
    .catch((error: unknown) => refuseUnwritable(path, error, command));
  let stream: WriteStream | null = null;
  const start = (): WriteStream => {
    const made = createWriteStream(path, { flags: 'a' });
    made.on('error', (error) => {
      if (stream === made) stream = null;
      logOutage('access-log-failed', describeError(error, 'internal'));
    });
    return made;
  };
  const lines = createLineLog(
    (text) => {
      stream ??= start();
      if (stream.writableLength > MAX_WAITING_LOG_CHARACTERS) logOutage('access-log-failed', { code: 'disk-slow' });
      else stream.write(text);
    },
    { quiet: false },
  );
  const end = (): Promise<void> =>
    new Promise((done) => {
      lines.flush();
      const ended = stream;
      stream = null;
      if (!ended) return done();
      ended.once('close', done);
      ended.end();
    });
  return {
    write: (entry) => {
      if (entry.event === 'request') lines.write(entry);
    },
    reopen: () => void end(),
    close: end,
  };
}
