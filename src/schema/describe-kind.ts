import { z } from 'zod';

/** Describes the types of values that a schema allows: `text, a number or a list`. */
export function describeKind(schema: z.ZodType): string {
  const kinds = [...new Set(kindsOf(schema))];
  const last = kinds.pop()!;
  return kinds.length > 0 ? `${kinds.join(', ')} or ${last}` : last;
}

function kindsOf(schema: z.ZodType): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodLazy) return kindsOf(schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap((option) =>
      option instanceof z.ZodObject
        ? [`an object with "${Object.keys(option.shape)[0]!}"`]
        : kindsOf(option as z.ZodType),
    );
  }
  if (schema instanceof z.ZodLiteral) return [...schema.values].map((value) => JSON.stringify(value));
  if (schema instanceof z.ZodEnum) return schema.options.map((value) => JSON.stringify(value));
  if (schema instanceof z.ZodString) return [schema.minLength ? 'text that is not empty' : 'text'];
  if (schema instanceof z.ZodNumber) return [describeNumber(schema)];
  if (schema instanceof z.ZodBoolean) return ['true or false'];
  if (schema instanceof z.ZodNull) return ['null'];
  if (schema instanceof z.ZodArray) return [schema.safeParse([]).success ? 'a list' : 'a list that is not empty'];
  return ['an object'];
}

function describeNumber(schema: z.ZodNumber): string {
  const { type, minimum, exclusiveMinimum } = z.toJSONSchema(schema);
  const kind = type === 'integer' ? 'a whole number' : 'a number';
  if (exclusiveMinimum !== undefined) return `${kind} above ${exclusiveMinimum}`;
  return minimum === undefined ? kind : `${kind} from ${minimum} on`;
}
