import type { EngineInput } from '../../../src/engine.js';

/** The place of an operand in the input. */
export type Source = 'claims' | 'customData' | 'url-path' | 'product';

/** The operators of the workload, by their names in the config. */
export type Operator =
  | 'equals'
  | 'not-equals'
  | 'in'
  | 'starts-with'
  | 'ends-with'
  | 'contains'
  | 'greater-than'
  | 'at-least'
  | 'less-than'
  | 'at-most';

/** A value as a condition compares with it. */
export type Value = string | number | boolean | readonly string[];

/** One condition on the input, which every contestant writes in its own notation. */
export interface Condition {
  readonly source: Source;
  /** Name of the claim or of the custom data; of a product its id. No two data share a name. */
  readonly name: string;
  /** The operand is a list, and the condition holds where it holds for one item. */
  readonly ofList: boolean;
  readonly operator: Operator;
  readonly value: Value;
}

/** The facts of one reader: an input of the engine with everything that the workload asks. */
export interface ReaderInput extends EngineInput {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly customData: Readonly<Record<string, unknown>>;
  readonly tokenStatus: 'valid';
  readonly url: string;
}

/** The claim that lists what a reader has bought. */
export const PRODUCT_CLAIM = 'prod';

/**
 * Evaluates a condition in the simplest way: the answer that all contestants are compared with. Missing data makes
 * every condition false.
 */
export function holds(condition: Condition, reader: ReaderInput): boolean {
  const datum = readDatum(condition, reader);
  return (Array.isArray(datum) ? datum : [datum]).some((item) => holdsFor(item, condition));
}

function readDatum({ source, name }: Condition, { claims, customData, url }: ReaderInput): unknown {
  if (source === 'url-path') return new URL(url).pathname;
  if (source === 'product') return claims[PRODUCT_CLAIM];
  return source === 'claims' ? claims[name] : customData[name];
}

function holdsFor(datum: unknown, { operator, value }: Condition): boolean {
  if (datum === undefined) return false;
  const [text, number] = [String(datum), Number(datum)];
  switch (operator) {
    case 'equals':
      return datum === value;
    case 'not-equals':
      return datum !== value;
    case 'in':
      return (value as readonly string[]).includes(text);
    case 'starts-with':
      return text.startsWith(value as string);
    case 'ends-with':
      return text.endsWith(value as string);
    case 'contains':
      return text.includes(value as string);
    case 'greater-than':
      return number > (value as number);
    case 'at-least':
      return number >= (value as number);
    case 'less-than':
      return number < (value as number);
    case 'at-most':
      return number <= (value as number);
  }
}
