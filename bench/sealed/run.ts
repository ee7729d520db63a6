/**
 * What seals cost: `npm run bench:sealed`.
 *
 *   --measure node,pages   only these
 *   --rounds N             loads of each page
 *   --check                fails where a goal is missed
 *   --json                 prints the rows as JSON, and nothing else
 *
 * Prints a table in Markdown. Each row is a ratio of two measures of the same round; the rounds take turns.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { measureNode } from './measure-node.js';
import { measurePages } from './measure-pages.js';
import { writeTable } from '../row.js';

const { values: options } = parseArgs({
  options: {
    measure: { type: 'string', default: 'node,pages' },
    rounds: { type: 'string', default: '9' },
    check: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const wanted = options.measure.split(',');
const rows = [
  ...(wanted.includes('node') ? await measureNode() : []),
  ...(wanted.includes('pages') ? await measurePages(Number(options.rounds)) : []),
];
if (options.json) console.log(JSON.stringify(rows, null, 2));
else {
  const load = loadavg().map((each) => each.toFixed(1));
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, Node ${process.version}`;
  console.log(`${machine}; load ${load.join(', ')}; medians, least and greatest of the rounds in brackets\n`);
  console.log(writeTable(rows));
}
if (options.check && rows.some(({ isMissed }) => isMissed)) process.exitCode = 1;
