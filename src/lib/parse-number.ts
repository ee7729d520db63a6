const NUMERIC = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number, or text that is one in decimal notation; `NaN` for anything else (`""`, `"0x10"`, `true`). */
export function parseNumber(value: unknown): number {
  return typeof value === 'number' ? value : typeof value === 'string' && NUMERIC.test(value) ? Number(value) : NaN;
}
