import { InvalidArgumentError } from 'commander';

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/**
 * Parses a duration of an option: `90s`, `30m`, `12h` or `7d`.
 *
 * @returns Seconds.
 * @throws {InvalidArgumentError} For any other text, and for more than ten years.
 */
export function parseDuration(text: string): number {
  const [, count, unit = ''] = /^([1-9]\d{0,8})([smhd])$/.exec(text) ?? [];
  const seconds = Number(count) * (SECONDS[unit] ?? NaN);
  if (!(seconds <= 3653 * SECONDS['d']!)) throw new InvalidArgumentError('Write 90s, 30m, 12h or 7d.');
  return seconds;
}
