/** Everything public has an entry: each name is read from the code, and looked for under its heading. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { analyzeElements } from '../../../scripts/analyze-elements.mjs';
import { anchorOf } from '../../../scripts/anchor-of.mjs';
import { readElements } from '../../../scripts/read-elements.mjs';
import { createProgram } from '../../../src/commands/create-program.js';
import { CONDITIONS, NODE_TYPES } from '../../../src/config/known-names.js';
import { ROUTES } from '../../../src/endpoint/routes/route-table.js';
import * as storageKeys from '../../../src/page/storage-keys.js';
import { createNodeSchemas } from '../../../src/schema/nodes.js';
import { z } from 'zod';
import { describeConfig, writeReadersSchema } from '../../../src/schema/write-json-schema.js';
import { readPage } from '../../support/read-page.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string): string => readFileSync(root + file, 'utf8');

const withoutBlocks = (text: string): string => text.replace(/^```[^]*?^```$/gm, '');

/** The text under the heading of an anchor; fails where the page has none. */
function findEntry(page: string, name: string): string {
  const text = withoutBlocks(readPage(`reference/${page}`));
  const parts = text.split(/^(?=#{1,4} )/m);
  const found = parts.find((part) => anchorOf(/^#+ (.*)/.exec(part)?.[1] ?? '') === anchorOf(name));
  assert.ok(found, `docs/reference/${page} has no entry #${anchorOf(name)}. Run "npm run generate".`);
  return found;
}

/** Names that an entry does not have, as code at the start of a cell. */
function findMissing(entry: string, names: readonly string[]): readonly string[] {
  const cells = [...withoutBlocks(entry).matchAll(/`([^`]+)`/g)].map(([, cell]) => cell!.replace(/\?$/, ''));
  return names.filter((name) => !cells.includes(name));
}

/** The names of the members of a type in a source. */
function readMembers(file: string, type: string): string[] {
  const [, body = ''] = new RegExp(`interface ${type}\\b[^{]*\\{([^]*?)\\n\\}`).exec(read(file)) ?? [];
  return [...body.matchAll(/^ {2}(?:readonly )?'?([\w.-]+)'?[?]?(?:<[^>]*>)?[(:]/gm)].map(([, name]) => name!);
}

suite('every public name has an entry', () => {
  test('members of the config and of test readers', () => {
    const namesOf = (schema: unknown): string[] => {
      if (typeof schema !== 'object' || schema === null) return [];
      const { properties = {} } = schema as { properties?: object };
      return [...Object.keys(properties), ...Object.values(schema).flatMap(namesOf)];
    };
    const { $defs, ...whole } = describeConfig() as { $defs: Record<string, unknown> };
    const objects = Object.entries($defs).filter(([name]) => !/Node$|^TrialWindow$/.test(name));

    assert.deepEqual(findMissing(readPage('reference/config.md'), namesOf([whole, objects])), []);
    assert.deepEqual(findMissing(readPage('reference/readers.md'), namesOf(writeReadersSchema())), []);
  });

  for (const [type, { shape }] of Object.entries(createNodeSchemas(z.unknown()))) {
    test(`node ${type}, its fields and exits`, () => {
      const members = Object.keys(shape).filter((name) => name !== 'type');

      assert.deepEqual(findMissing(findEntry('nodes.md', type), members), []);
    });
  }

  test('all nodes and conditions', () => {
    assert.deepEqual(findMissing(findEntry('nodes.md', 'All nodes'), NODE_TYPES), []);
    assert.deepEqual(findMissing(findEntry('nodes.md', 'Conditions'), CONDITIONS), []);
  });

  test('elements, with attributes, slots, parts, custom properties and events', async () => {
    for (const element of readElements((await analyzeElements()) as Parameters<typeof readElements>[0])) {
      const { attributes, slots, parts, properties, events } = element;
      const names = [attributes, slots, parts, properties, events].flat().map(({ name }) => name);

      assert.deepEqual(findMissing(findEntry('elements.md', element.tag), names.filter(Boolean)), [], element.tag);
    }
  });

  test('events', () => {
    const events = readMembers('src/model/events.ts', 'ZephrEvents');

    assert.ok(events.length >= 14, events.join());
    for (const event of events) findEntry('events.md', event);
  });

  test('members of window.Zephr, options of start and decide, attributes of the script tag', () => {
    const calls = findEntry('javascript.md', 'window.Zephr').replace(/\([^)`]*\)`/g, '`');
    const attributes = readMembers('src/page/config/config-tag.ts', 'ConfigTag').map(
      (name) => `data-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    );

    assert.deepEqual(findMissing(calls, readMembers('src/page/zephr.ts', 'Zephr')), []);
    assert.deepEqual(findMissing(findEntry('javascript.md', 'The script tag'), attributes), []);
    for (const [file, type, door] of [
      ['src/page/zephr.ts', 'StartOptions', 'zephr-onpage'],
      ['src/visit/visit.ts', 'DecideOptions', 'zephr-onpage'],
      ['src/endpoint/create-endpoint.ts', 'EndpointOptions', 'zephr-onpage/endpoint'],
    ] as const) {
      assert.deepEqual(findMissing(findEntry('javascript.md', `${type} of ${door}`), readMembers(file, type)), []);
    }
  });

  test('doors of the package', () => {
    const { exports } = JSON.parse(read('package.json')) as { exports: Record<string, { types?: string }> };
    const doors = Object.entries(exports).filter(([, { types }]) => types?.startsWith('./dist/'));

    assert.ok(doors.length >= 10);
    for (const [door] of doors) findEntry('javascript.md', `zephr-onpage${door.slice(1)}`);
  });

  test('routes, and every member of a body that the endpoint reads', () => {
    for (const [path, { method }] of Object.entries(ROUTES)) {
      const entry = findEntry('http.md', `${method} ${path}`);
      const source = read(
        `src/endpoint/routes/answer-${path.split('/')[2]!}.ts`.replace('answer-facts', 'answer-health'),
      );
      const single = [...source.matchAll(/own\(body, '(\w+)'\)/g)].map(([, name]) => name!);
      const lists = [...source.matchAll(/\[([^\]]*)\]\.map\(\(name\) => own\(body, name\)\)/g)];
      const listed = lists.flatMap(([, names]) => [...names!.matchAll(/'(\w+)'/g)].map(([, name]) => name!));
      const members = [...single, ...listed, ...(source.includes('readBodyToken(body)') ? ['token'] : [])];

      assert.deepEqual(findMissing(entry, members), [], path);
    }
  });

  test('codes of refused requests', () => {
    const [, union] = /type RefusalCode =([^;]*);/.exec(read('src/endpoint/refusal.ts')) ?? [];
    const codes = [...(union ?? '').matchAll(/'([\w-]+)'/g)].map(([, name]) => name!);

    assert.deepEqual(findMissing(findEntry('http.md', 'Errors'), codes), []);
  });

  test('commands, with arguments and options', () => {
    const program = createProgram({ write: () => {}, writeError: () => {} });
    const check = (command: Command, name: string): void => {
      const entry = findEntry('cli.md', name);
      for (const { flags } of command.options) assert.ok(entry.includes(`\`${flags}\``), `${name}: ${flags}`);
      for (const argument of command.registeredArguments) assert.match(entry, new RegExp(`\`[<[]${argument.name()}`));
      for (const one of command.commands) if (one.options.length > 0) check(one, `${name} ${one.name()}`);
    };

    for (const command of program.commands) {
      if (['users', 'usage'].includes(command.name()))
        for (const one of command.commands) check(one, `zephr ${command.name()} ${one.name()}`);
      else check(command, `zephr ${command.name()}`);
    }
  });

  test('names in the browser, and storage is used under no other name', () => {
    for (const [id, key] of Object.entries(storageKeys))
      findEntry('storage.md', id === 'CONFIG_KEY_PREFIX' ? `${key}ADDRESS` : key);
    const files = readdirSync(`${root}src/page`, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const used = files.flatMap((file) =>
      [
        ...read(`src/page/${file}`).matchAll(
          /(?:Storage\.\w+Item|(?:read|write)Local|locks\.request|new BroadcastChannel)\(([^,)]+)/g,
        ),
      ].map(([, key]) => key!),
    );
    // The two helpers and the store of configs pass on the key that they are given.
    const passed = new Set(['key', 'key: string', 'this.#key', 'name']);

    assert.ok(used.length > 10);
    assert.deepEqual(
      used.filter((key) => !passed.has(key) && !Object.hasOwn(storageKeys, key)),
      [],
    );
  });
});
