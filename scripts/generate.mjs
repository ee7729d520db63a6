/**
 * Writes files that are committed and made from others: the types of a config, from its schema, and the list of the files of
 * all languages, from their manifest.
 */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { resolveConfig } from 'prettier';
import { tsImport } from 'tsx/esm/api';
import { writeLanguageFiles } from './write-language-files.mjs';
import { writeTypes } from './write-types.mjs';

const path = fileURLToPath(new URL('../src/model/config-types.ts', import.meta.url));
const { describeConfig } = await tsImport('../src/schema/write-json-schema.ts', import.meta.url);
await writeFile(path, await writeTypes(describeConfig(), 'Config', await resolveConfig(path)));

const languageFiles = fileURLToPath(new URL('../src/texts/language-files.ts', import.meta.url));
const { DEFAULT_LANGUAGE, LANGUAGES } = await tsImport('../src/texts/languages.ts', import.meta.url);
const others = LANGUAGES.filter(({ tag }) => tag !== DEFAULT_LANGUAGE);
await writeFile(languageFiles, await writeLanguageFiles(others, await resolveConfig(languageFiles)));
