import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { z } from 'zod';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { readPublishedDate } from '../../../src/facts/read-published-date.js';
import { CORE_REGISTRY } from '../../../src/rules/core-registry.js';
import { FULL_REGISTRY } from '../../../src/rules/full-registry.js';
import { AGENT_NODES } from '../../../src/rules/nodes/agent-nodes.js';
import { createNodeSchemas } from '../../../src/schema/nodes.js';
import { NOON } from '../../support/judge-cases.js';
import { readCode, readNames, readPage, readTable } from '../../support/read-page.js';

const rules = readPage('reference/nodes.md');
const nodes = readTable(rules, '| node |').map((row) => ({ row, types: readNames(row[0]!) }));
const namesOf = (table: object): string[] => Object.keys(table).sort();

suite('the page about nodes', () => {
  test('names every node of the registry, and no other', () => {
    assert.deepEqual(nodes.flatMap(({ types }) => types).sort(), namesOf({ ...FULL_REGISTRY.nodes, ...AGENT_NODES }));
  });

  for (const [type, { shape }] of Object.entries(createNodeSchemas(z.unknown()))) {
    test(`names every field and exit of ${type}`, () => {
      const { row } = nodes.find(({ types }) => types.includes(type))!;
      const members = Object.keys(shape).filter((name) => name !== 'type' && name !== 'unknown');

      assert.deepEqual(
        members.filter((name) => !readNames(row.slice(1).join()).includes(name)),
        [],
      );
    });
  }

  test('names every condition, and no other', () => {
    const names = readTable(rules, '| condition |').flatMap(([cell]) => readNames(cell!));

    assert.deepEqual(names.sort(), namesOf(FULL_REGISTRY.operators));
  });

  test('tells what a page knows without loading more', () => {
    const [, types, conditions] = /`zephr\.js` knows the nodes (.*) with the conditions (.*?)\. /.exec(rules)!;

    assert.deepEqual(readNames(types!).sort(), namesOf(CORE_REGISTRY.nodes));
    assert.deepEqual(readNames(conditions!).sort(), namesOf(CORE_REGISTRY.operators));
  });

  test('names the meta tags of the date of publication in their order', () => {
    const names = readNames(/that is a date: (.*)\./.exec(rules)![1]!);
    const meta = Object.fromEntries(names.map((name, index) => [name, `2026-01-0${index + 1}`]));

    assert.equal(names.length, 7);
    for (const [name, date] of Object.entries(meta)) {
      assert.equal(readPublishedDate(meta), date);
      delete meta[name];
    }
  });

  test('has a sub rule that does what is said of it', () => {
    const example = JSON.parse(readCode(rules, 'json').find((code) => code.includes('subRules'))!) as object;
    const engine = compileConfig(example);
    const views = [1, 2, 3, 4, 5, 6].map((day) => ({ item: `/${day}`, at: NOON - day }));
    const shown = views.map(({ item }, index) => {
      const { access, components } = engine.decide('articles', {
        now: NOON,
        usage: { item, trials: { stories: views.slice(0, index) } },
      });
      return [access, ...components].join(' ');
    });

    assert.deepEqual(shown, ['true', 'true', 'true', 'true', 'true register', 'false register']);
  });
});
