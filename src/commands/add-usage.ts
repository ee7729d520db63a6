import type { Command } from 'commander';
import { addUsageForget } from './usage/forget-usage.js';
import { addUsageShow } from './usage/show-usage.js';

/** Adds `usage`: what the endpoint has counted of one reader. */
export function addUsage(program: Command): void {
  const usage = program
    .command('usage')
    .description('show and forget what the endpoint has counted of a reader')
    .addHelpText(
      'after',
      `
Examples:
  $ zephr usage show 4711 --system crm
  $ zephr usage forget 4711 --system crm`,
    );
  for (const add of [addUsageShow, addUsageForget]) add(usage);
  program.addHelpText('after', '  $ zephr usage show 4711 --system crm');
}
