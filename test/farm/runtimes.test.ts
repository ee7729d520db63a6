import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { packPackage, type PackedPackage } from '../support/packed-package.js';
import { readRecipe, type RecipeFile } from '../support/read-recipe.js';
import { installTools, plant, type PlantedProject } from './farm.js';
import { countViews, RUNTIME_CONFIG, spendManyAtOnce, tellOfRuntime, type RuntimeCases } from './runtime-cases.js';
import { choosePort, startServer, type RuntimeServer } from './runtime-server.js';
import { LAMBDA_GATEWAY, WORKER_HOST } from './runtime-files.js';

/** A server of the endpoint. */
interface Runtime extends RuntimeCases {
  readonly name: string;
  /** The files of the server, beside the config and the package. */
  readonly files: readonly RecipeFile[];
  /** The command that starts it. */
  readonly start: (tools: string, port: number) => readonly string[] | Promise<readonly string[]>;
  /** Whether counts outlive the process. */
  readonly keeps?: boolean;
  /** Whether nobody tells it who the client is. */
  readonly knowsNoClient?: boolean;
}

let tools: string;
let packed: PackedPackage;
before(async () => {
  tools = await installTools('runtimes');
  packed = await packPackage();
});
after(() => packed?.[Symbol.asyncDispose]());

/** Finds the binary of a runtime, whose package has the name of the platform. */
async function findBinary(scope: string, file: string): Promise<string> {
  const [platform] = (await readdir(join(tools, 'node_modules', scope))).filter((name) => !name.startsWith('.'));
  return join(tools, 'node_modules', scope, platform!, file);
}

const node = (version: 22 | 24): string => join(tools, `node_modules/node-${version}/bin/node`);
const onNode = (version: 22 | 24, file: string) => () => [node(version), file];
const onDeno = async (): Promise<readonly string[]> => [
  await findBinary('@deno', 'deno'),
  ...['run', '--no-prompt', '--no-remote', '--node-modules-dir=manual', '--no-lock'],
  ...['--allow-net', '--allow-env', '--allow-read', '--allow-write', '--allow-ffi', '--allow-sys', 'server.mjs'],
];
const onBun = async (): Promise<readonly string[]> => [await findBinary('@oven', 'bin/bun'), 'server.mjs'];
const zephrServe = (version: 22 | 24) => (_tools: string, port: number) => [
  ...[node(version), 'node_modules/zephr-onpage/dist/cli.mjs', 'serve', 'zephr.json', '--port', String(port)],
];

/** The file of a recipe with the store that the section on Node shows. */
function withSqlite({ name, code }: RecipeFile): RecipeFile {
  const opened = `import { openSqliteStore } from 'zephr-onpage/sqlite';\nconst store = await openSqliteStore('zephr.sqlite');\n`;
  return { name, code: opened + code.replace('{ config, secret:', '{ config, store, secret:') };
}

const [onNodeItself, deno, bun] = ['Node', 'Deno', 'Bun'].map(readRecipe) as [RecipeFile, RecipeFile, RecipeFile];
const RUNTIMES: readonly Runtime[] = [
  { name: 'Node 22', files: [onNodeItself], start: onNode(22, 'server.mjs') },
  { name: 'Node 24 with SQLite', files: [withSqlite(onNodeItself)], start: onNode(24, 'server.mjs'), keeps: true },
  { name: 'Node 22 by zephr serve', files: [], start: zephrServe(22), keeps: true },
  { name: 'Node 24 by zephr serve', files: [], start: zephrServe(24), keeps: true },
  { name: 'Deno', files: [deno], start: onDeno },
  { name: 'Deno with SQLite', files: [withSqlite(deno)], start: onDeno, keeps: true },
  { name: 'Bun', files: [bun], start: onBun },
  { name: 'Bun with SQLite', files: [withSqlite(bun)], start: onBun, keeps: true },
  {
    name: 'workerd with Durable Objects',
    files: [readRecipe('Cloudflare Workers'), WORKER_HOST],
    start: onNode(22, 'host.mjs'),
    keeps: true,
    knowsNoClient: true,
  },
  { name: 'Express 5', files: [readRecipe('Express')], start: onNode(24, 'server.mjs'), parsesBodies: true },
  { name: 'Fastify 5', files: [readRecipe('Fastify')], start: onNode(24, 'server.mjs'), parsesBodies: true },
  { name: 'AWS Lambda', files: [readRecipe('AWS Lambda'), LAMBDA_GATEWAY], start: onNode(22, 'gateway.mjs') },
];

/** Writes the files of a server with a port of their own. */
async function plantServer({ name, files }: Runtime): Promise<PlantedProject & { readonly port: number }> {
  const { port, code } = await choosePort(JSON.stringify(files));
  const written = (JSON.parse(code) as RecipeFile[]).map((file) => [file.name, file.code]);
  const all = { 'zephr.json': JSON.stringify(RUNTIME_CONFIG), ...Object.fromEntries(written) };
  return { ...(await plant({ name, files: all, build: [], production: { folder: '' } }, tools, packed.folder)), port };
}

for (const runtime of RUNTIMES) {
  suite(`the endpoint on ${runtime.name}`, () => {
    let site: Awaited<ReturnType<typeof plantServer>>;
    let server: RuntimeServer;
    const start = async (): Promise<RuntimeServer> =>
      startServer(await runtime.start(tools, site.port), site.folder, site.port);
    before(async () => {
      site = await plantServer(runtime);
      server = await start();
    });
    after(async () => {
      await server?.[Symbol.asyncDispose]();
      await site?.[Symbol.asyncDispose]();
    });

    tellOfRuntime(() => server.origin, runtime);

    if (!runtime.knowsNoClient) {
      test('knows who the client is', () => {
        assert.doesNotMatch(server.printed(), /client-unknown/);
      });
    }

    if (runtime.keeps) {
      test('keeps its counts when it is started again', async () => {
        assert.deepEqual(await spendManyAtOnce(server.origin, 'reader-who-comes-back'), { taken: 3, counted: 3 });
        await server[Symbol.asyncDispose]();
        server = await start();

        assert.equal(await countViews(server.origin, 'reader-who-comes-back'), 3);
        assert.deepEqual(await spendManyAtOnce(server.origin, 'reader-who-comes-back'), { taken: 3, counted: 3 });
      });
    }
  });
}
