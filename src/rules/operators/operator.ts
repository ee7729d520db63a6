import { NO, UNKNOWN, YES, type ExitIndex, type EvaluationContext } from '../evaluation-context.js';

/** Compares an operand with the value in the config. */
export type Operator = (operand: unknown, context: EvaluationContext) => ExitIndex;

/** Compares one value that is not missing. Returns `null` where it is of the wrong type. */
export type Compare = (operand: unknown, context: EvaluationContext) => boolean | null;

/** Creates a comparison with the value in the config. Returns `null` where that is of the wrong kind. */
export type CompileCompare = (value: unknown) => Compare | null;

/** Creates an operator from the value in the config. Returns `null` where that is of the wrong kind. */
export type CompileOperator = (value: unknown) => Operator | null;

/** Text, a number or a boolean. */
export function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** An operator that compares what `parse` makes of both sides, by whether the operand is less (-1), equal (0) or more (1). */
export function onOrder(parse: (value: unknown) => number, least: number, most: number): CompileCompare {
  return (value) => {
    const limit = parse(value);
    if (Number.isNaN(limit)) return null;
    return (operand) => {
      const parsed = parse(operand);
      if (Number.isNaN(parsed)) return null;
      const order = parsed < limit ? -1 : parsed > limit ? 1 : 0;
      return order >= least && order <= most;
    };
  };
}

/** Creates an operator from a comparison. A list matches where one of its items does; with `negated`, where none does. */
export function overItems(compile: CompileCompare, negated?: boolean): CompileOperator {
  const met = negated ? NO : YES;
  const toExit = (result: boolean | null): ExitIndex => (result ? met : result === null ? UNKNOWN : 1 - met);
  return (value) => {
    const compare = compile(value);
    return (
      compare &&
      ((operand, context) => {
        if (!Array.isArray(operand)) return operand === undefined ? UNKNOWN : toExit(compare(operand, context));
        // An empty list does not match. A list whose items are all of the wrong type is unknown.
        let result: boolean | null = operand.length ? null : false;
        for (const item of operand as readonly unknown[]) {
          const found = compare(item, context);
          if (found) return met;
          if (found === false) result = false;
        }
        return toExit(result);
      })
    );
  };
}
