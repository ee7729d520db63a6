import { NO, UNKNOWN, YES, type Answer } from '../pass.js';

/** Compares one datum with the value that the config gives. */
export type Operator = (datum: unknown, now: number) => Answer;

/** Compares one value that is there; `null` where it is of the wrong type. `now` is in milliseconds since 1970. */
export type Compare = (datum: unknown, now: number) => boolean | null;

/** Makes a comparison of the value that the config gives; `null` where that is of the wrong kind. */
export type CompileOperator = (value: unknown) => Compare | null;

/** Text, a number or a boolean. */
export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** An operator that compares text; numbers and booleans as they would be written. */
export function onText(compare: (datum: string, value: string) => boolean): CompileOperator {
  return (value) =>
    isScalar(value) ? (datum) => (isScalar(datum) ? compare(String(datum), String(value)) : null) : null;
}

/** An operator that compares what `parse` makes of both sides. */
export function onQuantity(
  parse: (value: unknown) => number,
  compare: (datum: number, value: number, now: number) => boolean,
  parseDatum = parse,
): CompileOperator {
  return (value) => {
    const limit = parse(value);
    if (Number.isNaN(limit)) return null;
    return (datum, now) => {
      const parsed = parseDatum(datum);
      return Number.isNaN(parsed) ? null : compare(parsed, limit, now);
    };
  };
}

/**
 * Makes an operator of a comparison. A list matches where one of its items does; `negated`, where none does.
 */
export function overItems(compare: Compare, negated: boolean): Operator {
  const [met, unmet] = negated ? [NO, YES] : [YES, NO];
  return (datum, now) => {
    if (datum === undefined) return UNKNOWN;
    const items: readonly unknown[] = Array.isArray(datum) ? datum : [datum];
    let answer = items.length ? UNKNOWN : unmet;
    for (const item of items) {
      const result = compare(item, now);
      if (result) return met;
      if (result === false) answer = unmet;
    }
    return answer;
  };
}
