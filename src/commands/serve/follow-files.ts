import { watchFile } from '../../console/watch-file.js';
import type { WriteLog } from '../../endpoint/create-log.js';
import { createQuietCommand, describeRefusal, listFiles, readServed, readTexts } from './read-served.js';
import type { Served, ServedFiles } from './read-served.js';

/** Functions that following files needs besides them. */
export interface FollowPorts {
  /** Makes the server run with new files. Rejects where it cannot, and changes nothing then. */
  readonly apply: (served: Served) => Promise<void>;
  readonly log: WriteLog;
}

/** The files of a server, followed while it runs. */
export interface FollowedFiles {
  /** Reads all files again, whether or not they have changed. */
  readonly reload: () => Promise<void>;
  readonly stop: () => void;
}

/**
 * Follows the config and the keys of a server: each change is applied, or refused with an entry in the log. A broken file is
 * refused once, and read again when it has changed once more.
 */
export async function followFiles(given: ServedFiles, { apply, log }: FollowPorts): Promise<FollowedFiles> {
  const files = listFiles(given);
  let seen = await readTexts(files);
  const run = async (isForced: boolean): Promise<void> => {
    const texts = await readTexts(files);
    if (!isForced && texts === seen) return;
    seen = texts;
    try {
      await apply(await readServed(given, createQuietCommand()));
      log({ level: 'info', event: 'config-reloaded' });
    } catch (error) {
      log({ level: 'error', event: 'config-refused', ...(await describeRefusal(error, given.file)) });
    }
  };
  // One after the other: the last one reads the last change.
  let running = Promise.resolve();
  const look = (isForced: boolean): Promise<void> => (running = running.then(() => run(isForced)));
  const ends = files.map((path) => watchFile(path, () => void look(false)));
  return {
    reload: () => look(true),
    stop: () => {
      for (const end of ends) end();
    },
  };
}
