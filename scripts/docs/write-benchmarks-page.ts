/** The tables of docs/project/benchmarks.md: each marker names a file of `bench/measured/`, which a bench wrote. */
import { readdirSync, readFileSync } from 'node:fs';
import { describeMeasured, type Measured } from '../../bench/report.js';
import { writeTable } from '../../bench/table.js';
import { prose } from './markdown.js';

const FOLDER = new URL('../../bench/measured/', import.meta.url);
const MEASURED = /^\[\/\/\]: # "Measured by ([\w-]+)\.json\."\n[^]*?^\[\/\/\]: # "End of what is measured\."$/gm;

/** The names of all files that benches wrote. */
export function listMeasured(): readonly string[] {
  return readdirSync(FOLDER)
    .map((file) => file.replace(/\.json$/, ''))
    .sort();
}

/** Reads one of them. */
export function readMeasured(name: string): Measured {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as Measured;
}

/** The parts of the page that are written from measures, by the name of their file, in order. */
export function findMeasuredParts(page: string): readonly (readonly [name: string, part: string])[] {
  return [...page.matchAll(MEASURED)].map(([part, name]) => [name!, part]);
}

/** Replaces the tables of the page, which people write around them. */
export function replaceMeasured(page: string): string {
  return page.replace(MEASURED, (_, name: string) =>
    [`[//]: # "Measured by ${name}.json."`, writePart(readMeasured(name)), '[//]: # "End of what is measured."'].join(
      '\n\n',
    ),
  );
}

function writePart(measured: Measured): string {
  const tables = measured.tables.map((table) =>
    [`**${prose(table.title)}.** ${prose(table.about ?? '')}`.trim(), prose(writeTable(table)).trim()].join('\n\n'),
  );
  return [...tables, `Measured by ${describeMeasured(measured)}`].join('\n\n');
}
