/** The generated parts of the reference, by their page below `docs/reference/`. */
import { describeConfig, writeReadersSchema } from '../../src/schema/write-json-schema.js';
import { EXAMPLE_CONFIG, EXAMPLE_READERS } from './example-files.js';
import type { Schema } from './json-schema.js';
import { writeCliPage } from './write-cli-page.js';
import { writeSchemaPage } from './write-config-page.js';
import { writeNodesPage } from './write-nodes-page.js';

/** Writes the part of each page. */
export function writeParts(): Readonly<Record<string, string>> {
  return {
    'cli.md': writeCliPage(),
    'config.md': writeSchemaPage({
      file: 'zephr.json',
      schema: describeConfig() as Schema,
      example: EXAMPLE_CONFIG,
    }),
    'nodes.md': writeNodesPage(),
    'readers.md': writeSchemaPage({
      file: 'zephr.readers.json',
      schema: writeReadersSchema() as Schema,
      example: EXAMPLE_READERS,
    }),
  };
}
