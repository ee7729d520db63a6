import type { Command } from 'commander';
import type { CountedView, UsageByTracker } from '../../endpoint/store.js';
import { addReader, keyOf, withUsageStore, type ReaderOptions } from './reader-of.js';

interface ShowOptions extends ReaderOptions {
  readonly json?: boolean;
}

/** Adds `usage show`: the views of one reader that count. */
export function addUsageShow(usage: Command): void {
  addReader(usage.command('show').description('print the counted views of a reader'))
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Prints each tracker with its views, from the earliest on: when, and the article. A view that no trial needs any
more is not there. The browser of the reader has counts of its own, under zephr-usage in its storage.

Examples:
  $ zephr usage show 4711 --system crm
  $ zephr usage show qlbnVLgB0SSY9mYGwq1zYA --anonymous --json`,
    )
    .action(showUsage);
}

async function showUsage(reader: string, options: ShowOptions, command: Command): Promise<void> {
  const counted = await withUsageStore(options, command, (store) => store.readUsage(keyOf(reader, options)));
  const text = options.json ? `${JSON.stringify(counted, null, 2)}\n` : describe(reader, counted);
  command.configureOutput().writeOut?.(text);
}

function describe(reader: string, counted: UsageByTracker): string {
  const trackers = Object.entries(counted);
  if (!trackers.length) return `nothing is counted for ${reader}\n`;
  return trackers
    .map(([tracker, views]) => [`${tracker}: ${views.length}`, ...views.map(describeView), ''].join('\n'))
    .join('');
}

function describeView({ item, at }: CountedView): string {
  return `  ${new Date(at).toISOString()}  ${item || 'a time trial begins'}`;
}
