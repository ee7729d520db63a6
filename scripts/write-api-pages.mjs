/** Writes the pages about the JavaScript API into docs/reference/api, a page for each door of the package. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, ReflectionKind } from 'typedoc';
import { anchorOf } from './anchor-of.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** By door: its source, and what it is for. */
const DOORS = {
  'zephr-onpage': ['src/index.ts', 'starts the SDK in a page'],
  'zephr-onpage/components': ['components/index.ts', 'the elements'],
  'zephr-onpage/react': ['src/react.ts', 'component and hooks for React'],
  'zephr-onpage/vue': ['src/vue.ts', 'component and composables for Vue'],
  'zephr-onpage/openfeature-web': ['src/openfeature-web.ts', 'provider of OpenFeature for pages'],
  'zephr-onpage/openfeature-server': ['src/openfeature-server.ts', 'provider of OpenFeature for servers'],
  'zephr-onpage/engine': ['src/engine.ts', 'decides without a page'],
  'zephr-onpage/endpoint': ['src/endpoint.ts', 'verifies, decides and counts on a server'],
  'zephr-onpage/seal': ['src/seal.ts', 'seals pages in a build or on a server'],
  'zephr-onpage/node': ['src/node.ts', 'the endpoint in Node, Express, Fastify and AWS Lambda'],
  'zephr-onpage/sqlite': ['src/sqlite.ts', 'a store in a file'],
  'zephr-onpage/redis': ['src/redis.ts', 'a store in Redis'],
  'zephr-onpage/postgres': ['src/postgres.ts', 'a store in PostgreSQL'],
  'zephr-onpage/durable-object': ['src/durable-object.ts', 'a store on Cloudflare Workers'],
};

/** Name of the page of a door, without its ending. */
const fileOf = (door) => door.split('/')[1] ?? 'page';
const doorOf = (file) => Object.keys(DOORS).find((door) => fileOf(door) === file) ?? file;

/** The anchors of the headings of a page. */
const anchorsOf = (page) => new Set([...page.matchAll(/^#+ (.+)$/gm)].map(([, text]) => anchorOf(text)));

/**
 * Mends what typedoc writes for pages that may hold HTML: rows of tables have no anchors here, so links to them lead to the
 * heading above, and to the page where there is none.
 *
 * @param {ReadonlyMap<string, string>} pages - By file, as they were written.
 */
function mendPage(file, pages) {
  const withoutAnchors = pages.get(file).replace(/<a id="[^"]*"><\/a> ?/g, '');
  return withoutAnchors.replace(/\]\(([\w-]+\.md)?#([\w-]+)\)/g, (_, target = '', anchor) => {
    const anchors = anchorsOf(pages.get(target || file) ?? '');
    const found = [anchor, anchor.replace(/-\d+$/, '')].find((one) => anchors.has(one));
    return found ? `](${target}#${found})` : `](${target || file})`;
  });
}

/** Writes the pages. Throws where typedoc reports an error. */
export async function writeApiPages() {
  const out = join(root, 'docs/reference/api');
  await rm(out, { recursive: true, force: true });
  const app = await Application.bootstrapWithPlugins({
    entryPoints: Object.values(DOORS).map(([source]) => join(root, source)),
    plugin: ['typedoc-plugin-markdown'],
    outputs: [{ name: 'markdown', path: out }],
    tsconfig: join(root, 'tsconfig.json'),
    readme: 'none',
    // Its default is the folder of the documentation, and it empties the folder first.
    out,
    cleanOutputDir: false,
    router: 'module',
    entryFileName: 'index.md',
    pageTitleTemplates: { module: ({ name }) => doorOf(name) },
    logLevel: 'Error',
    skipErrorChecking: true,
    excludePrivate: true,
    excludeProtected: true,
    excludeInternal: true,
    excludeExternals: true,
    disableSources: true,
    hideBreadcrumbs: true,
    hidePageHeader: true,
    useCodeBlocks: true,
    expandObjects: false,
    parametersFormat: 'table',
    interfacePropertiesFormat: 'table',
    propertyMembersFormat: 'table',
    enumMembersFormat: 'table',
    typeDeclarationFormat: 'table',
    sanitizeComments: true,
  });
  const project = await app.convert();
  if (!project) throw new Error('typedoc could not read the doors of the package.');
  const names = Object.keys(DOORS);
  for (const module of project.getChildrenByKind(ReflectionKind.Module)) {
    const source = project.getSymbolIdFromReflection(module).packagePath;
    module.name = fileOf(names.find((name) => DOORS[name][0] === source));
  }
  await app.generateOutputs(project);
  if (app.logger.hasErrors()) throw new Error('typedoc reported errors.');
  const files = names.map((name) => `${fileOf(name)}.md`);
  const pages = new Map(await Promise.all(files.map(async (file) => [file, await readFile(join(out, file), 'utf8')])));
  for (const file of files) await writeFile(join(out, file), mendPage(file, pages));
  const rows = names.map((name) => `| [\`${name}\`](${fileOf(name)}.md) | ${DOORS[name][1]} |`);
  const head = '---\ndescription: Every export of every door of the package.\n---\n\n# JavaScript API by door\n';
  await writeFile(join(out, 'index.md'), [head, '| door | what it is for |', '| --- | --- |', ...rows, ''].join('\n'));
}
