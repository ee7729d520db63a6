import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readRecipe, type RecipeFile } from '../support/read-recipe.js';
import { LAMBDA_GATEWAY, WORKER_HOST } from './runtime-files.js';
import { testRuntimes, type Runtime } from './test-runtimes.js';

/** Finds the binary of a runtime, whose package has the name of the platform. */
async function findBinary(tools: string, scope: string, file: string): Promise<string> {
  const [platform] = (await readdir(join(tools, 'node_modules', scope))).filter((name) => !name.startsWith('.'));
  return join(tools, 'node_modules', scope, platform!, file);
}

const node = (tools: string, version: 22 | 24): string => join(tools, `node_modules/node-${version}/bin/node`);
const onNode = (version: 22 | 24, file: string) => (tools: string) => [node(tools, version), file];
const onDeno = async (tools: string): Promise<readonly string[]> => [
  await findBinary(tools, '@deno', 'deno'),
  ...['run', '--no-prompt', '--no-remote', '--node-modules-dir=manual', '--no-lock'],
  ...['--allow-net', '--allow-env', '--allow-read', '--allow-write', '--allow-ffi', '--allow-sys', 'server.mjs'],
];
const onBun = async (tools: string): Promise<readonly string[]> => [
  await findBinary(tools, '@oven', 'bin/bun'),
  'server.mjs',
];
const zephrServe = (version: 22 | 24) => (tools: string, port: number) => [
  ...[node(tools, version), 'node_modules/zephr-onpage/dist/cli.mjs', 'serve', 'zephr.json', '--port', String(port)],
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
    name: 'workerd with Durable Objects in their older storage',
    files: [
      readRecipe('Cloudflare Workers'),
      { ...WORKER_HOST, code: WORKER_HOST.code.replace('useSQLite: true', 'useSQLite: false') },
    ],
    start: onNode(24, 'host.mjs'),
    keeps: true,
    knowsNoClient: true,
  },
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

testRuntimes('runtimes', RUNTIMES);
