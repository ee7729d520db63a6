import { InvalidArgumentError, Option, type Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import type { AsyncEventStore, Counts } from '../endpoint/store.js';
import { toDay } from '../endpoint/events/create-event-counter.js';
import { DAY_MS } from '../lib/day.js';
import { USER_STATES } from '../model/user-states.js';
import { readPicture } from '../picture/read-picture.js';
import { isDrawnSvg, renderSvg } from '../picture/render-svg.js';
import { DEFAULT_STORE } from './default-store.js';
import { loadConfig, requireFeature } from './load-config.js';
import { startProgress } from './progress.js';
import { collectReport, listCounts, type DayCount } from './report/collect-report.js';
import { readCountsFile } from './report/read-counts-file.js';
import { describeReport } from './report/describe-report.js';
import { drawTraffic } from './report/draw-traffic.js';
import { withCountStore } from './report/with-count-store.js';
import { writeOutput } from './write-output.js';

interface ReportOptions {
  readonly store: string;
  readonly redis?: string;
  readonly counts?: string;
  readonly feature?: string;
  readonly from?: string;
  readonly to?: string;
  readonly conversion?: string;
  readonly json?: true;
  readonly csv?: true;
  readonly output?: string;
  readonly force?: true;
}

/** Days that a report has where the options say nothing else. */
const DEFAULT_DAYS = 30;
/** Days that are read at once. */
const DAYS_PER_READ = 31;
/** As the endpoint keeps them. */
const MAX_DAYS = 400;

/** Adds `report`: the counts of events that an endpoint has kept. */
export function addReport(program: Command): void {
  program
    .command('report')
    .description('print which wall converts: the counts of an endpoint')
    .argument('<file>', 'the config; - reads the standard input')
    .option('-f, --feature <id>', 'this feature only')
    .option(
      '--from <day>',
      `the first day, as 2026-11-30, in UTC (default: ${DEFAULT_DAYS} days until --to)`,
      toGivenDay,
    )
    .option('--to <day>', 'the last day (default: today)', toGivenDay)
    .option('--conversion <word>', 'count these conversions only, such as REGISTERED (default: all)')
    .addOption(new Option('--json', 'print JSON').conflicts('csv'))
    .option('--csv', 'print each count of each day as CSV')
    .option('-o, --output <file>', 'draw the rule of --feature with its traffic into this SVG file')
    .option('--force', 'replace a file that is not a picture of this command')
    .option('--store <file>', 'SQLite file of the store', DEFAULT_STORE)
    .addOption(new Option('--redis <url>', 'Redis that counts instead of the file').env('ZEPHR_REDIS_URL'))
    .addOption(
      new Option(
        '--counts <file>',
        'counts as JSON, as readCounts of any other store gives them; - reads the standard input',
      ).conflicts('store'),
    )
    .addHelpText(
      'after',
      `
Counts come from pages whose config has "analytics": { "endpoint": "/zephr/events", "exits": true }. A rate has its
interval of 95 %, and a split test the decisions that are still needed. The unit is a page view: no count knows a
reader.

Examples:
  $ zephr report zephr.json -f articles --from 2026-11-01
  $ zephr report zephr.json -f articles -o traffic.svg
  $ zephr report zephr.json --csv > counts.csv
  $ zephr report zephr.json --counts counts.json`,
    )
    .action(report);
  program.addHelpText('after', '  $ zephr report zephr.json -f articles');
}

async function report(file: string, options: ReportOptions, command: Command): Promise<void> {
  const { feature, output, force } = options;
  const { config } = await loadConfig(file, command, feature === undefined ? undefined : [feature]);
  if (feature !== undefined) requireFeature(config, feature, file, command);
  else if (output !== undefined)
    command.error('error: --output draws one feature: name it with --feature.', { exitCode: 2 });
  const days = listDays(options, command);
  const counts = listCounts(pick(await readDays(days, options, command), days));
  const names = feature === undefined ? Object.keys(config.features) : [feature];
  const features = names.map((name) => collectReport(counts, name, config, options.conversion));
  if (output !== undefined) {
    const picture = drawTraffic(readPicture(config, names[0]!, USER_STATES), features[0]!);
    const text = renderSvg(picture);
    const written = { path: output, inputs: [file], maker: 'zephr report', isOwn: isDrawnSvg, force };
    return writeOutput(text, written, command);
  }
  const range = { from: days[0]!, to: days.at(-1)! };
  const text = options.json
    ? `${JSON.stringify({ ...range, features }, null, 2)}\n`
    : options.csv
      ? writeCsv(counts.filter((one) => feature === undefined || one.feature === feature))
      : [`${range.from} to ${range.to}\n\n`, ...features.map((one) => `${describeReport(one)}\n`)].join('');
  command.configureOutput().writeOut?.(text);
}

function writeCsv(counts: readonly DayCount[]): string {
  const columns = ['day', 'event', 'by', 'feature', 'userState', 'id', 'value', 'conversion', 'count'];
  return stringify([...counts], { header: true, columns });
}

/** Reads the counts some days at a time, so that a long range can say how far it is. */
async function readDays(
  days: readonly string[],
  { counts: file, ...place }: ReportOptions,
  command: Command,
): Promise<Readonly<Record<string, Counts>>> {
  if (file !== undefined) return readCountsFile(file, command);
  const progress = startProgress(command);
  const read = async (store: AsyncEventStore): Promise<Readonly<Record<string, Counts>>> => {
    const found: Record<string, Counts> = {};
    for (let at = 0; at < days.length; at += DAYS_PER_READ) {
      progress.say(() => `reading: ${at} of ${days.length} days`);
      Object.assign(found, await store.readCounts(days.slice(at, at + DAYS_PER_READ)));
    }
    return found;
  };
  try {
    return await withCountStore(place, command, read);
  } finally {
    progress.end();
  }
}

/** Takes the days of a report, in their order, out of more of them. */
function pick(counts: Readonly<Record<string, Counts>>, days: readonly string[]): Readonly<Record<string, Counts>> {
  return Object.fromEntries(days.flatMap((day) => (counts[day] ? [[day, counts[day]]] : [])));
}

/** Lists the days of a report. */
function listDays({ from, to = toDay(Date.now()) }: ReportOptions, command: Command): string[] {
  const last = Date.parse(to);
  const first = from === undefined ? last - (DEFAULT_DAYS - 1) * DAY_MS : Date.parse(from);
  const length = Math.round((last - first) / DAY_MS) + 1;
  if (length < 1 || length > MAX_DAYS)
    command.error(`error: --from must be at most ${MAX_DAYS} days before --to, and not after it.`, { exitCode: 2 });
  return Array.from({ length }, (_, index) => toDay(first + index * DAY_MS));
}

function toGivenDay(text: string): string {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text) && Number.isFinite(Date.parse(text));
  if (!isDay || toDay(Date.parse(text)) !== text) throw new InvalidArgumentError('Write a day as 2026-11-30.');
  return text;
}
