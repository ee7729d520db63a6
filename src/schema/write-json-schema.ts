import { z } from 'zod';
import { CONDITIONS, type ConditionName } from '../config/known-names.js';
import { conditions } from './conditions.js';
import { configSchema } from './config-schema.js';
import { readersSchema } from './readers-schema.js';

/** A JSON Schema, or a part of one. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

const DEFS = '#/$defs/';

/**
 * Writes the schema of a config as JSON Schema, draft 2020-12, for editors: they complete and check a file that
 * names it in `"$schema"`. It describes the shape of a config; it does not check references.
 */
export function writeJsonSchema(): JsonSchema {
  const { $defs = {}, ...rest } = describeConfig();
  const written = Object.entries($defs).map(([name, schema]) => [name, chooseByCondition(chooseByType(schema, $defs))]);
  const comparison: JsonSchema = {
    type: 'object',
    description: 'The value that each condition compares with.',
    allOf: describeValues(CONDITIONS),
  };
  return { ...rest, $defs: { ...(Object.fromEntries(written) as typeof $defs), Comparison: comparison } };
}

/** Describes the schema as plain alternatives, from which the types are generated. */
export function describeConfig(): JsonSchema {
  return describe(configSchema);
}

/** Writes the schema of a file of test readers: for editors, and as the source of its types. */
export function writeReadersSchema(): JsonSchema {
  return describe(readersSchema);
}

function describe(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    override: ({ jsonSchema }) => {
      // The name of a member is always text.
      delete jsonSchema.propertyNames;
    },
  });
}

/**
 * Rewrites alternatives that differ by their `type`. For plain alternatives an editor offers the members of all of them at
 * once, and reports a misspelt type as a mistake of each of them.
 */
function chooseByType(schema: JsonSchema, $defs: Readonly<Record<string, JsonSchema>>): JsonSchema {
  const { oneOf, ...rest } = schema;
  if (!oneOf) return schema;
  const types = oneOf.map(({ $ref }) => $defs[$ref!.slice(DEFS.length)]!.properties!['type'] as JsonSchema);
  return {
    ...rest,
    type: 'object',
    required: ['type'],
    properties: { type: { anyOf: types } },
    allOf: oneOf.map(({ $ref }, index) => ({
      if: { properties: { type: { const: types[index]!.const } }, required: ['type'] },
      then: { $ref },
    })),
  };
}

/** Makes the condition of a node determine the schema of its value. */
function chooseByCondition(schema: JsonSchema): JsonSchema {
  const { condition, value } = (schema.properties ?? {}) as Readonly<Record<string, JsonSchema | undefined>>;
  if (!condition || !value) return schema;
  const names = condition.anyOf?.map((word) => word.const as ConditionName);
  return { ...schema, allOf: names ? describeValues(names) : [{ $ref: `${DEFS}Comparison` }] };
}

/** The values that some conditions compare with. */
function describeValues(names: readonly ConditionName[]): JsonSchema[] {
  return names
    .filter((name) => !conditions[name].value.safeParse(undefined).success)
    .map((name) => {
      const { $schema: _, ...value } = z.toJSONSchema(conditions[name].value, { io: 'input' });
      return {
        if: { properties: { condition: { const: name } }, required: ['condition'] },
        then: { properties: { value }, required: ['value'] },
      };
    });
}
