/**
 * Writes files that are committed and made from others: the types of a config and of test readers, from their schemas; the list of the files of all
 * languages, from their manifest; the types and the page of codes, from their catalogue; the pages of the reference, from the code; the types of attributes, from the comments of the elements; the names of chunks and the size table of docs/reference/files.md, from the manifest of chunks; the table of stages of docs/project/contributing.md, from their
 * manifest; the tables of docs/project/benchmarks.md, from what the benches measured; the picture of the rooms, from the table of
 * floors.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { resolveConfig } from 'prettier';
import { tsImport } from 'tsx/esm/api';
import '../test/support/define-version.mjs';
import { analyzeElements } from './analyze-elements.mjs';
import { showExamples } from './show-examples.mjs';
import { replaceStageTable } from './stages.mjs';
import { writeAttributes } from './write-attributes.mjs';
import { writeChunkNames } from './write-chunk-names.mjs';
import { writeCodesPage, writeCodeTypes, writeDocsAddress } from './write-codes.mjs';
import { writeLanguageFiles } from './write-language-files.mjs';
import { replaceSizeTable } from './write-size-table.mjs';
import { writeReadersTypes, writeTypes } from './write-types.mjs';

const path = fileURLToPath(new URL('../src/model/config-types.ts', import.meta.url));
const { describeConfig, writeReadersSchema } = await tsImport('../src/schema/write-json-schema.ts', import.meta.url);
await writeFile(path, await writeTypes(describeConfig(), 'Config', await resolveConfig(path)));

const readersPath = fileURLToPath(new URL('../src/model/readers-types.ts', import.meta.url));
await writeFile(readersPath, await writeReadersTypes(writeReadersSchema(), await resolveConfig(readersPath)));

const languageFiles = fileURLToPath(new URL('../src/texts/language-files.ts', import.meta.url));
const { DEFAULT_LANGUAGE, LANGUAGES } = await tsImport('../src/texts/languages.ts', import.meta.url);
const others = LANGUAGES.filter(({ tag }) => tag !== DEFAULT_LANGUAGE);
await writeFile(languageFiles, await writeLanguageFiles(others, await resolveConfig(languageFiles)));

const attributes = fileURLToPath(new URL('../types/attributes.d.ts', import.meta.url));
const manifest = await analyzeElements();
await writeFile(attributes, await writeAttributes(manifest, await resolveConfig(attributes)));

const chunkNames = fileURLToPath(new URL('../src/model/chunk-names.ts', import.meta.url));
await writeFile(chunkNames, await writeChunkNames(await resolveConfig(chunkNames)));

const codeTypes = fileURLToPath(new URL('../src/model/codes.ts', import.meta.url));
const codesPage = fileURLToPath(new URL('../docs/reference/codes.md', import.meta.url));
const docsAddress = fileURLToPath(new URL('../src/lib/codes-page.ts', import.meta.url));
const { CODES } = await tsImport('../src/codes/catalogue.ts', import.meta.url);
await writeFile(codeTypes, await writeCodeTypes(CODES, await resolveConfig(codeTypes)));
await writeFile(docsAddress, await writeDocsAddress(await resolveConfig(docsAddress)));
await writeFile(codesPage, writeCodesPage(CODES));

const filesPage = fileURLToPath(new URL('../docs/reference/files.md', import.meta.url));
await writeFile(filesPage, replaceSizeTable(await readFile(filesPage, 'utf8')));

const contributing = fileURLToPath(new URL('../docs/project/contributing.md', import.meta.url));
await writeFile(contributing, replaceStageTable(await readFile(contributing, 'utf8')));

const benchmarks = fileURLToPath(new URL('../docs/project/benchmarks.md', import.meta.url));
const { replaceMeasured } = await tsImport('./docs/write-benchmarks-page.ts', import.meta.url);
await writeFile(benchmarks, replaceMeasured(await readFile(benchmarks, 'utf8')));

const frameworks = fileURLToPath(new URL('../docs/guides/frameworks.md', import.meta.url));
await writeFile(frameworks, showExamples(await readFile(frameworks, 'utf8')).text);

const picture = fileURLToPath(new URL('../docs/project/house.svg', import.meta.url));
const { drawHouse } = await tsImport('../test/house/draw-house.ts', import.meta.url);
await writeFile(picture, drawHouse());

const { drawRules, writeParts } = await tsImport('./docs/write-pages.ts', import.meta.url);
for (const [file, svg] of Object.entries(drawRules()))
  await writeFile(new URL(`../docs/public/${file}`, import.meta.url), svg);
const { replaceGenerated } = await tsImport('./docs/replace-generated.ts', import.meta.url);
for (const [name, part] of Object.entries(await writeParts(manifest))) {
  const page = new URL(`../docs/reference/${name}`, import.meta.url);
  await writeFile(page, replaceGenerated(await readFile(page, 'utf8'), part));
}
