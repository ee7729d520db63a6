/** A type that several doors export is one declaration, whichever door it comes from. */
import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { doors } from '../../scripts/chunks.mjs';
import { compileSite } from '../support/compile-site.js';

const dist = fileURLToPath(new URL('../../dist/', import.meta.url));

/** Names of different things: each framework has a wrapper of its own, and the door of the page has the element as a type alone. */
const APART = ['ZephrFeature', 'ZephrFeatureProps', 'useDecision', 'useZephr', 'ZephrFeatureElement'];

type Declared = ReadonlyMap<string, readonly ts.Symbol[]>;

/** The symbols behind each exported name, one for each declaration that doors lead to. */
function readExports(files: readonly string[]): Declared {
  const program = ts.createProgram(
    files.map((file) => dist + file),
    {
      ...{ strict: true, noEmit: true, types: [], module: ts.ModuleKind.ESNext },
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    },
  );
  const checker = program.getTypeChecker();
  const found = new Map<string, ts.Symbol[]>();
  for (const file of files) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(dist + file)!)!;
    for (const exported of checker.getExportsOfModule(module)) {
      const isAlias = exported.flags & ts.SymbolFlags.Alias;
      const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
      found.set(exported.name, [...new Set([...(found.get(exported.name) ?? []), symbol])]);
    }
  }
  return found;
}

suite('the types of all doors', () => {
  const files = doors.flatMap((row) => (row.types ? [row.types] : []));
  let exported: Declared;
  before(() => {
    exported = readExports(files);
  });

  test('are one declaration for each name', () => {
    const several = [...exported].filter(([name, symbols]) => symbols.length > 1 && !APART.includes(name));

    assert.ok(exported.size > 100, `${exported.size} names`);
    assert.deepEqual(
      several.map(([name]) => name),
      [],
    );
  });

  for (const name of ['Config', 'Decision', 'DecisionReason', 'TraceEntry', 'TrialLeft']) {
    test(`have ${name} in the page, the engine and the endpoint`, () => {
      const each = ['zephr.d.ts', 'engine.d.ts', 'endpoint.d.ts'].map((file) => readExports([file]).has(name));

      assert.deepEqual(each, [true, true, true]);
    });
  }

  test('go from one door to another', async () => {
    const messages = await compileSite({
      files: {
        'site.ts': `
          import { compileConfig, type Decision as OfEngine } from 'zephr-onpage/engine';
          import { createEndpoint, type Config, type Decision } from 'zephr-onpage/endpoint';
          import type { Config as OfPage, Decision as Shown } from 'zephr-onpage';
          export const start = (config: Config): OfPage => (createEndpoint({ config, secret: 's' }), compileConfig(config), config);
          export const pass = (decision: OfEngine): Shown & Decision => decision;
          export const wrong = (config: OfPage): Decision => config;`,
      },
    });

    assert.match(messages['site.ts'] ?? '', /Type 'Config' is missing the following properties from type 'Decision'/);
    assert.equal(messages['site.ts']!.trim().split('\n').length, 1);
  });
});
