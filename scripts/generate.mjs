/** Writes what is committed and yet made from something else: the types of a config, from its schema. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { resolveConfig } from 'prettier';
import { tsImport } from 'tsx/esm/api';
import { writeTypes } from './write-types.mjs';

const path = fileURLToPath(new URL('../src/model/config-types.ts', import.meta.url));
const { describeConfig } = await tsImport('../src/schema/write-json-schema.ts', import.meta.url);
await writeFile(path, await writeTypes(describeConfig(), 'Config', await resolveConfig(path)));
