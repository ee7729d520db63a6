const ISO = /^\d{4}-\d\d-(\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/;

/**
 * Reads a moment: ISO 8601 text, or a number of seconds since 1970 as JWT's own dates are (RFC 7519, section 2).
 * Text without a zone is UTC; `Date.parse` alone would take it for the device's own zone, and February 30th for March.
 *
 * @returns Milliseconds since 1970; `NaN` for anything else.
 */
export function parseDate(value: unknown): number {
  if (typeof value === 'number') return value * 1000;
  if (typeof value !== 'string') return NaN;
  const text = value.replace(' ', 'T');
  const [, day, time, , , zone] = ISO.exec(text) ?? [];
  const isDay = new Date(text.slice(0, 10)).getUTCDate() === Number(day) && Boolean(time || !zone);
  return isDay ? Date.parse(time && !zone ? `${text}Z` : text) : NaN;
}
