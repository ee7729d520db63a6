import { splitPointer } from '../../lib/split-pointer.js';
import type { FeatureReport, GroupRow, TestReport } from './collect-report.js';
import type { Rate } from './rate.js';

/** Describes the counts of a feature in lines for a terminal. */
export function describeReport({ feature, title, decisions, outcomes, exits, tests }: FeatureReport): string {
  const name = title === feature ? feature : `${title} (${feature})`;
  const rows = outcomes.map((row) => [
    row.title === row.outcome ? row.outcome : `${row.title} (${placeOf(row.outcome)})`,
    ...[row.decisions, row.walls, row.submits, row.dismissals, row.conversions].map(String),
    describeRate(row.conversion),
  ]);
  return [
    `${name}: ${decisions} decisions`,
    ...alignRows([['outcome', 'decisions', 'walls', 'submits', 'dismissals', 'conversions', 'rate'], ...rows]),
    ...(exits.length
      ? [
          '',
          ...alignRows([
            ['node', 'readers', 'exit', 'decisions', 'share'],
            ...exits.map((row) => [
              placeOf(row.node),
              row.userState || '-',
              row.exit,
              String(row.decisions),
              shareOf(row, exits),
            ]),
          ]),
        ]
      : []),
    ...tests.flatMap(describeTest),
    '',
  ].join('\n');
}

/** Where an outcome or a node is: `anonymous › no` for one that is written in place, else its id. */
function placeOf(id: string): string {
  return id[0] === '/' ? splitPointer(id).slice(3).join(' › ') || id : id;
}

function describeTest({ test, title, groups }: TestReport): string[] {
  return [
    '',
    `split test ${title === test ? test : `${title} (${test})`}`,
    ...alignRows([
      ['group', 'decisions', 'conversions', 'rate', 'difference', ''],
      ...groups.map((row) => [
        row.title === row.group ? row.group : `${row.title} (${row.group})`,
        ...[row.decisions, row.conversions].map(String),
        describeRate(row.conversion),
        row.difference ? describeRate(row.difference, true) : '',
        judge(row),
      ]),
    ]),
  ];
}

/** Says whether a difference is found, or how large a sample would show it. */
function judge({ difference, missing }: GroupRow): string {
  if (!difference) return '';
  if (difference.low > 0) return 'better than the first group';
  if (difference.high < 0) return 'worse than the first group';
  if (missing === null) return 'no difference is seen';
  return missing > 0 ? `${missing} more decisions in each group would decide` : 'undecided: wait for more decisions';
}

function describeRate(rate: Rate | null, isSigned = false): string {
  if (!rate) return '-';
  const [middle, low, high] = [rate.rate, rate.low, rate.high].map((share) => percent(share, isSigned));
  return `${middle} % (${low} to ${high})`;
}

function percent(share: number, isSigned: boolean): string {
  const text = (100 * share).toFixed(1);
  return isSigned && share > 0 ? `+${text}` : text;
}

function shareOf(row: FeatureReport['exits'][number], exits: FeatureReport['exits']): string {
  const all = exits
    .filter(({ node, userState }) => node === row.node && userState === row.userState)
    .reduce((total, { decisions }) => total + decisions, 0);
  return `${((100 * row.decisions) / all).toFixed(1)} %`;
}

/** Aligns columns: the first one to the left, numbers to the right. */
function alignRows(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    `  ${row
      .map((text, column) =>
        /^\d+$/.test(rows[1]?.[column] ?? '') ? text.padStart(widths[column]!) : text.padEnd(widths[column]!),
      )
      .join('  ')}`.trimEnd(),
  );
}
