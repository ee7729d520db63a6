/** A table of measures, as benches keep it in `bench/measured/` and as the terminal and the documentation show it. */
export interface Table {
  readonly title: string;
  /** Conditions, and what the ratios in brackets are of. */
  readonly about?: string;
  /** All but the first, which says what a row measures. */
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
}

export interface Column {
  readonly title: string;
  /** Of all figures of the column. */
  readonly unit?: string;
  /** Digits behind the point. Default: none for whole numbers, and as many as make three digits for others. */
  readonly digits?: number;
}

export interface TableRow {
  readonly says: string;
  readonly cells: readonly Cell[];
}

/** A number, a text such as a goal, or `null` where nothing is measured. */
export type Cell = number | string | null | Figure;

/** A number with what belongs to it. */
export interface Figure {
  readonly value: number;
  /** Of this figure alone, such as `ms`. */
  readonly unit?: string | null;
  /** Half of how far apart the middle half of the rounds lies, in per cent of the value. */
  readonly noise?: number;
  /** Least and greatest of the rounds. */
  readonly range?: readonly [least: number, most: number] | null;
  /** How many times as much as the base that the table names. */
  readonly ratio?: number;
}

/** Writes a table in Markdown, without its title. */
export function writeTable({ columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const heads = columns.map(({ title, unit }) => (unit ? `${title}, ${unit}` : title));
  const rules = columns.map((_, at) => (rows.some(({ cells }) => isText(cells[at])) ? '---' : '---:'));
  return [
    line(['', ...heads]),
    line(['---', ...rules]),
    ...rows.map(({ says, cells }) => line([says, ...columns.map((column, at) => writeCell(cells[at], column))])),
    '',
  ].join('\n');
}

function isText(cell: Cell | undefined): boolean {
  return typeof cell === 'string';
}

function writeCell(cell: Cell | undefined, { digits }: Column): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'string') return cell;
  const { value, unit, noise, range, ratio } = typeof cell === 'number' ? ({ value: cell } as Figure) : cell;
  return [
    writeNumber(value, digits),
    range ? ` (${range.map((end) => writeNumber(end, digits)).join('–')})` : '',
    unit ? ` ${unit}` : '',
    noise === undefined ? '' : ` ±${noise.toFixed(0)} %`,
    ratio === undefined ? '' : ` (${ratio < 10 ? ratio.toFixed(2) : ratio.toFixed(0)}×)`,
  ].join('');
}

/** Writes a number as English does. */
export function writeNumber(value: number, digits = digitsOf(value)): string {
  return value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function digitsOf(value: number): number {
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 100) return 0;
  return size < 10 ? 2 : 1;
}
