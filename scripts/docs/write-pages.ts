/** The generated parts of the reference, by their page below `docs/reference/`. */
import { describeConfig, writeReadersSchema } from '../../src/schema/write-json-schema.js';
import { EXAMPLE_CONFIG, EXAMPLE_READERS } from './example-files.js';
import type { Schema } from './json-schema.js';
import { Sources } from './read-types.js';
import { writeCliPage } from './write-cli-page.js';
import { writeSchemaPage } from './write-config-page.js';
import { writeElementsPage, type Manifest } from './write-elements-page.js';
import { writeEventsPage } from './write-events-page.js';
import { LIMITS_SOURCE, writeHttpPage } from './write-http-page.js';
import { findDoors, PAGE_SOURCES, writeJavascriptPage } from './write-javascript-page.js';
import { writeNodesPage } from './write-nodes-page.js';
import { writeStoragePage } from './write-storage-page.js';

/**
 * Writes the part of each page.
 *
 * @param manifest - The manifest of the elements.
 */
export async function writeParts(manifest: Manifest): Promise<Readonly<Record<string, string>>> {
  const sources = new Sources([...findDoors().map(({ source }) => source), ...PAGE_SOURCES, LIMITS_SOURCE]);
  return {
    'cli.md': writeCliPage(),
    'config.md': writeSchemaPage({
      file: 'zephr.json',
      schema: describeConfig() as Schema,
      example: EXAMPLE_CONFIG,
    }),
    'elements.md': writeElementsPage(manifest),
    'events.md': writeEventsPage(sources, manifest),
    'http.md': await writeHttpPage(sources),
    'javascript.md': writeJavascriptPage(sources),
    'nodes.md': writeNodesPage(),
    'readers.md': writeSchemaPage({
      file: 'zephr.readers.json',
      schema: writeReadersSchema() as Schema,
      example: EXAMPLE_READERS,
    }),
    'storage.md': writeStoragePage(),
  };
}
