/**
 * What seals cost: `npm run bench:sealed`.
 *
 *   --measure node,pages   only these
 *   --rounds N             loads of each page
 *   --check                fails where a goal is missed
 *   --save                 keeps the tables in `bench/measured/`, a file a measure
 *
 * Prints a table in Markdown. Each row is a ratio of two measures of the same round; the rounds take turns.
 */
import { parseArgs } from 'node:util';
import { report, type Findings } from '../report.js';
import type { Row } from '../row.js';
import { FOLDER_ROUNDS, measureNode, NODE_ROUNDS } from './measure-node.js';
import { measurePages } from './measure-pages.js';

const { values: options } = parseArgs({
  options: {
    measure: { type: 'string', default: 'node,pages' },
    rounds: { type: 'string', default: '9' },
    check: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
  },
});
const parts: Readonly<Record<string, () => Promise<Findings & { readonly goals: readonly Row[] }>>> = {
  node: async () => ({
    rounds: `medians of ${NODE_ROUNDS} rounds that take turns, of the folder ${FOLDER_ROUNDS}`,
    ...{ tables: [], goals: await measureNode() },
  }),
  pages: async () => ({
    rounds: `medians of ${options.rounds} loads with a cold cache`,
    ...{ tables: [], ...(await measurePages(Number(options.rounds))) },
  }),
};
for (const name of options.measure.split(',')) {
  const found = await parts[name]!();
  await report(`sealed-${name}`, found);
  if (options.check && found.goals.some(({ isMissed }) => isMissed)) process.exitCode = 1;
}
