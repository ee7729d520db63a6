import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { readPublishedDate } from '../../../src/facts/read-published-date.js';
import { CORE_REGISTRY } from '../../../src/rules/core-registry.js';
import { NOON } from '../../support/judge-cases.js';
import { readCode, readNames, readPage, readSection } from '../../support/read-page.js';

const rules = readPage('reference/nodes.md');
const namesOf = (table: object): string[] => Object.keys(table).sort();

suite('the page about nodes', () => {
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
    const example = JSON.parse(
      readCode(readSection('reference/nodes.md', '## Sub rules'), 'json').find((code) => code.includes('subRules'))!,
    ) as object;
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
