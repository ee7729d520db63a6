import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { basename, dirname } from 'node:path';
import { format } from 'prettier';
import { isRatioMissed, toGoalsTable, type Row } from './row.js';
import { writeTable, type Table } from './table.js';

/** What a bench, or a part of one, has found. */
export interface Findings {
  /** The statistic and its rounds, such as `medians of 7 interleaved rounds of 4 s`. */
  readonly rounds: string;
  /** Name and version. */
  readonly browser?: string;
  readonly tables: readonly Table[];
  /** Each becomes a row of a last table. With `--check` the process ends with 1 where a ratio misses its goal. */
  readonly goals?: readonly Row[];
}

/** A file of `bench/measured/`. */
export interface Measured extends Pick<Findings, 'rounds' | 'browser' | 'tables'> {
  readonly command: string;
  /** Day of the run. */
  readonly date: string;
  readonly machine: string;
  /** Average of the minute before the run. */
  readonly load: number;
  readonly node: string;
}

/** Variables of the environment that change what is measured. */
const VARIABLES = ['ROUNDS', 'COUNT', 'PAGE', 'NETWORK', 'READER'];

// Read while the modules load: what the bench itself does later is no load of others.
const [LOAD] = loadavg();

/**
 * Prints the tables of a bench. With `--save` it writes them to `bench/measured/` too, from which `npm run generate` writes
 * the tables of docs/project/benchmarks.md.
 *
 * @param name - Name of the file. A part of a bench that can be measured alone has a file of its own.
 */
export async function report(name: string, { goals = [], ...findings }: Findings): Promise<void> {
  const tables = [...findings.tables, ...(goals.length > 0 ? [toGoalsTable(goals)] : [])];
  const measured: Measured = { ...describeRun(), ...findings, tables };
  console.log(`${describeMeasured(measured)}\n`);
  for (const table of tables)
    console.log([`#### ${table.title}`, table.about, writeTable(table)].filter(Boolean).join('\n\n'));
  if (process.argv.includes('--check') && isRatioMissed(goals)) process.exitCode = 1;
  if (!process.argv.includes('--save')) return;
  const text = JSON.stringify(measured, (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(6)) : value,
  );
  const file = new URL(`./measured/${name}.json`, import.meta.url);
  await writeFile(file, await format(text, { parser: 'json', printWidth: 120 }));
}

/** Writes the line that says how, when and where something was measured. */
export function describeMeasured({ command, date, machine, load, node, browser, rounds }: Measured): string {
  const where = [machine, `load ${load.toFixed(1)}`, `Node ${node}`, ...(browser ? [browser] : [])];
  return `\`${command}\`, ${date}: ${rounds}; ${where.join(', ')}.`;
}

function describeRun(): Omit<Measured, 'rounds' | 'tables'> {
  const given = VARIABLES.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [`${name}=${value.includes(' ') ? `'${value}'` : value}`];
  });
  const args = process.argv.slice(2).filter((arg) => !['--save', '--check'].includes(arg));
  const script = `npm run bench:${basename(dirname(process.argv[1]!))}`;
  return {
    command: [...given, script, ...(args.length > 0 ? ['--', ...args] : [])].join(' '),
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}`,
    load: LOAD!,
    node: process.versions.node,
  };
}
