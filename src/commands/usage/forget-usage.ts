import type { Command } from 'commander';
import { addReader, keyOf, withUsageStore, type ReaderOptions } from './reader-of.js';

/** Adds `usage forget`: forgets the views of one reader. */
export function addUsageForget(usage: Command): void {
  addReader(usage.command('forget').description('forget the counted views of a reader'))
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
  const wasThere = await withUsageStore(options, command, (store) => store.forgetUsage(keyOf(reader, options)));
  command
    .configureOutput()
    .writeOut?.(wasThere ? `forgot the counted views of ${reader}\n` : `nothing was counted for ${reader}\n`);
}
