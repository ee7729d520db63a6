/**
 * Prints a table in Markdown.
 *
 * @param heads - The first column is left-aligned, the others hold numbers.
 */
export function printTable(heads: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = heads.map((_, index) => (index === 0 ? '---' : '---:'));
  console.log([heads, rule, ...rows].map(line).join('\n') + '\n');
}

/** Decisions a second, in thousands. */
export function thousands(rate: number): string {
  const kilo = rate / 1000;
  return kilo < 100 ? kilo.toPrecision(3) : Math.round(kilo).toLocaleString('en-GB');
}

/** Milliseconds, to a tenth. */
export function milliseconds(value: number): string {
  return value.toFixed(1);
}

/** How many times as much, to two digits or so. */
export function times(ratio: number): string {
  return `${ratio < 10 ? ratio.toFixed(2) : Math.round(ratio)}×`;
}

/** A share of the median, in per cent. */
export function plusMinus(share: number): string {
  return `±${Math.round(share * 50)} %`;
}
