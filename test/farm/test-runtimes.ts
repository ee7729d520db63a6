/** Tests the packed endpoint on runtimes and in frameworks, each a program of its own. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { packPackage, type PackedPackage } from '../support/packed-package.js';
import type { RecipeFile } from '../support/read-recipe.js';
import { build, installTools, plant, type PlantedProject } from './farm.js';
import { countViews, RUNTIME_CONFIG, spendManyAtOnce, tellOfRuntime, type RuntimeCases } from './runtime-cases.js';
import { choosePort, startServer, type RuntimeServer } from './runtime-server.js';

/** A server of the endpoint. */
export interface Runtime extends RuntimeCases {
  readonly name: string;
  /** The files of the server, beside the config and the package. */
  readonly files: readonly RecipeFile[];
  /** The command that builds it, one of the tools. */
  readonly build?: readonly string[];
  /** The command that starts it. */
  readonly start: (tools: string, port: number) => readonly string[] | Promise<readonly string[]>;
  /** Whether counts outlive the process. */
  readonly keeps?: boolean;
  /** Whether nobody tells it who the client is. */
  readonly knowsNoClient?: boolean;
}

/**
 * Tests that the endpoint does on each runtime what it does on all.
 *
 * @param toolsName - The folder of the lock file with the runtimes.
 */
export function testRuntimes(toolsName: string, runtimes: readonly Runtime[]): void {
  let tools: string;
  let packed: PackedPackage;
  before(async () => {
    tools = await installTools(toolsName);
    packed = await packPackage();
  });
  after(() => packed?.[Symbol.asyncDispose]());

  for (const runtime of runtimes) {
    suite(`the endpoint on ${runtime.name}`, () => {
      let site: PlantedProject & { readonly port: number };
      let server: RuntimeServer;
      const start = async (): Promise<RuntimeServer> =>
        startServer(await runtime.start(tools, site.port), site.folder, site.port);
      before(async () => {
        site = await plantRuntime(runtime, tools, packed.folder);
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
}

/** Writes the files of a server with a port of their own, and builds it. */
async function plantRuntime(
  { name, files, build: command }: Runtime,
  tools: string,
  packed: string,
): Promise<PlantedProject & { readonly port: number }> {
  const { port, code } = await choosePort(JSON.stringify(files));
  const written = (JSON.parse(code) as RecipeFile[]).map((file) => [file.name, file.code]);
  const all = { 'zephr.json': JSON.stringify(RUNTIME_CONFIG), ...Object.fromEntries(written) } as Record<
    string,
    string
  >;
  const project = { name, files: all, build: command ?? [], production: { folder: '' } };
  const site = await plant(project, tools, packed);
  if (command) await build(command, site.folder, tools);
  return { ...site, port };
}
