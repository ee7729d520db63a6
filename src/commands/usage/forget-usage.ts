import type { Command } from 'commander';
import { addReader, keyOf, withUsageStore, type ReaderOptions } from './reader-of.js';

/** Adds `usage forget`: forgets the views and the sessions of one reader. */
export function addUsageForget(usage: Command): void {
  addReader(usage.command('forget').description('forget the counted views and the sessions of a reader'))
    .addHelpText(
      'after',
      `
The trials of the reader start again. The browser of the reader keeps counts of its own, under zephr-usage in its
storage, and does not send again what it has sent before. The record of the reader: zephr users delete.

Example:
  $ zephr usage forget 4711 --system crm`,
    )
    .action(forgetUsage);
}

async function forgetUsage(reader: string, options: ReaderOptions, command: Command): Promise<void> {
  const key = keyOf(reader, options);
  const found = await withUsageStore(options, command, async (store) =>
    Promise.all([store.forgetUsage(key), store.forgetSessions(key)]),
  );
  const wasThere = found.includes(true);
  command
    .configureOutput()
    .writeOut?.(wasThere ? `forgot what was kept of ${reader}\n` : `nothing was kept of ${reader}\n`);
}
