import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';
import { WATCH_DELAY_MS, WATCH_INTERVAL_MS } from './limits.js';

/**
 * Reports that a file may have changed. The folder is watched, as programs that save put another file in its place; where the
 * system reports nothing, the file is looked at now and then. A save compares hashes in any case.
 *
 * @returns A function that ends it.
 */
export function watchFile(path: string, report: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(report, WATCH_DELAY_MS);
  };
  const interval = setInterval(report, WATCH_INTERVAL_MS);
  let close = (): void => {};
  try {
    const name = basename(path);
    const watcher = watch(dirname(path), (_event, changed) => {
      if (changed === null || changed === name) later();
    });
    watcher.on('error', () => watcher.close());
    close = () => watcher.close();
  } catch {
    // The interval is left.
  }
  return () => {
    clearTimeout(timer);
    clearInterval(interval);
    close();
  };
}
