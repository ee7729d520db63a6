import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { z } from 'zod';
import { CONDITIONS, NODE_TYPES } from '../../../src/config/known-names.js';
import { conditions } from '../../../src/schema/conditions.js';
import { configSchema } from '../../../src/schema/config-schema.js';
import { nodes } from '../../../src/schema/steps.js';

suite('the schema', () => {
  test('has every node of the registry, and no other', () => {
    assert.deepEqual(Object.keys(nodes), NODE_TYPES);
  });
  test('has every condition, and no other', () => {
    assert.deepEqual(Object.keys(conditions), CONDITIONS);
  });
  test('helps with every member', () => {
    const bare: string[] = [];
    const seen = new Set<z.ZodType>();
    const open: [schema: z.ZodType, at: string][] = [[configSchema, '']];
    for (let entry = open.pop(); entry; entry = open.pop()) {
      const [schema, at] = entry;
      if (seen.has(schema)) continue;
      seen.add(schema);
      if (schema instanceof z.ZodOptional || schema instanceof z.ZodLazy) open.push([schema.unwrap() as z.ZodType, at]);
      else if (schema instanceof z.ZodRecord) open.push([schema.valueType as z.ZodType, `${at}/*`]);
      else if (schema instanceof z.ZodArray) open.push([schema.element as z.ZodType, `${at}/*`]);
      else if (schema instanceof z.ZodUnion)
        open.push(...schema.options.map((option): [z.ZodType, string] => [option as z.ZodType, at]));
      else if (schema instanceof z.ZodObject) {
        for (const [name, member] of Object.entries(schema.shape)) {
          if (!helpOf(member)) bare.push(`${at}/${name}`);
          open.push([member, `${at}/${name}`]);
        }
      }
    }

    assert.deepEqual(bare, []);
    assert.ok(seen.size > 300);
  });
});

/** The help of a member, whatever it is wrapped into. */
function helpOf(schema: z.ZodType): string | undefined {
  if (schema.description) return schema.description;
  return schema instanceof z.ZodOptional || schema instanceof z.ZodLazy
    ? helpOf(schema.unwrap() as z.ZodType)
    : undefined;
}
