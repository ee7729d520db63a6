import type { Command } from 'commander';
import { createLog, type Log, type WriteLog } from '../../endpoint/create-log.js';
import { createOutageLog } from '../../endpoint/create-outage-log.js';
import { describeError } from '../../endpoint/describe-error.js';
import { createLineLog } from './create-line-log.js';
import { openAccessLog } from './open-access-log.js';
import type { ServeOptions } from './serve-options.js';

/** The log of a server: lines on the standard output, and requests in a file of their own where one is named. */
export interface ServeLog {
  /** Takes the entries of the endpoint. */
  readonly take: Log;
  /** Writes an entry of the server itself. */
  readonly write: WriteLog;
  /** Logs an error that no request has caused. */
  readonly writeError: (error: unknown) => void;
  /** Whether nothing takes the requests that went well. */
  readonly isQuiet: () => boolean;
  /** Also hands each entry to another function. */
  readonly also: (take: Log) => void;
  /** Opens the file of requests again. */
  readonly reopen: () => void;
  readonly close: () => Promise<void>;
}

/**
 * Opens the log of a server.
 *
 * @throws {CommanderError} With exit code 2 where the file of requests cannot be opened.
 */
export async function openServeLog(
  { accessLog, quiet = false }: Pick<ServeOptions, 'accessLog' | 'quiet'>,
  command: Command,
): Promise<ServeLog> {
  const lines = createLineLog((text) => command.configureOutput().writeOut?.(text), { quiet });
  const sinks: Log[] = [];
  const take: Log = (entry) => {
    for (const sink of sinks) sink(entry);
  };
  const write = createLog(take, Date.now);
  const access =
    accessLog === undefined ? null : await openAccessLog(accessLog, createOutageLog(write, Date.now), command);
  if (access) sinks.push(access.write);
  sinks.push((entry) => {
    // Requests are in one place only, but for those in which the endpoint failed.
    if (!access || entry.event !== 'request' || entry.level !== 'info') lines.write(entry);
  });
  return {
    take,
    write,
    writeError: (error) => write({ level: 'error', event: 'internal', ...describeError(error, 'internal') }),
    isQuiet: () => quiet && !access && sinks.length === 1,
    also: (sink) => void sinks.push(sink),
    reopen: () => access?.reopen(),
    close: async () => {
      await access?.close();
      lines.flush();
    },
  };
}
