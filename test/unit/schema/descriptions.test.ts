/** Every member that an editor can complete has a description: its own, or that of the object that it is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeConfig, writeReadersSchema, type JsonSchema } from '../../../src/schema/write-json-schema.js';

/** Lists the members without a description, by path. Members with one value alone, such as `type`, need one too. */
function findSilent(schema: JsonSchema): string[] {
  const silent: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { properties } = value as JsonSchema;
    for (const [name, member] of Object.entries(properties ?? {})) {
      const { $ref, description } = member as JsonSchema;
      const referred = $ref === undefined ? undefined : schema.$defs?.[$ref.split('/').at(-1)!];
      if (!(description ?? referred?.description)?.trim()) silent.push(`${path}.${name}`);
    }
    for (const [key, one] of Object.entries(value)) visit(one, `${path}/${key}`);
  };
  visit(schema, '');
  return silent;
}

for (const [name, schema] of [
  ['a config', describeConfig()],
  ['test readers', writeReadersSchema()],
] as const) {
  test(`each member of ${name} has a description`, () => {
    assert.deepEqual(findSilent(schema), []);
  });
}

test('a member without a description is found', () => {
  const schema: JsonSchema = {
    properties: { a: { type: 'string' }, b: { type: 'string', description: 'A text.' }, c: { $ref: '#/$defs/C' } },
    $defs: {
      C: { type: 'object', description: 'An object.', properties: { d: { type: 'number', description: ' ' } } },
    },
  };

  assert.deepEqual(findSilent(schema), ['.a', '/$defs/C.d']);
});
