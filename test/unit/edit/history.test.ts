import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { createEdit } from '../../../src/edit/create-edit.js';
import { EditError } from '../../../src/edit/edit.js';
import {
  describeStepOf,
  recordEdits,
  redoStep,
  startHistory,
  undoStep,
  type History,
} from '../../../src/edit/history.js';
import { MAX_UNDO_STEPS } from '../../../src/edit/limits.js';
import { change, json, toEditList } from '../../support/arbitrary-edits.js';

/** A history of a title that was typed letter by letter. */
function type(history: History, title: string, group: string | null): History {
  return recordEdits(history, [createEdit(history.config, '/title', title)], group);
}

suite('a history', () => {
  test('gives each config back, and each change again', () => {
    fc.assert(
      fc.property(json, fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 6 }), (config, steps) => {
        let history = startHistory(config);
        const seen = [JSON.stringify(config)];
        for (const changes of steps) {
          const edits = toEditList(history.config, changes);
          if (edits.length === 0) continue;
          history = recordEdits(history, edits);
          seen.push(JSON.stringify(history.config));
        }
        const undone = [...seen].reverse().map((text) => {
          assert.equal(JSON.stringify(history.config), text);
          const current = history;
          history = undoStep(history);
          return current;
        });
        assert.equal(undone.length, seen.length);
        for (const text of seen) {
          assert.equal(JSON.stringify(history.config), text);
          history = redoStep(history);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('takes the edits of a gesture as one step', () => {
    const typed = ['A', 'Ar', 'Art'].reduce(
      (history, title) => type(history, title, 'title'),
      startHistory({ title: '' }),
    );

    assert.equal(typed.done.length, 1);
    assert.deepEqual(undoStep(typed).config, { title: '' });
    assert.deepEqual(redoStep(undoStep(typed)).config, { title: 'Art' });
  });

  test('begins a gesture again after another one, and after an undo', () => {
    const other = type(type(type(startHistory({ title: '' }), 'A', 'title'), 'B', 'other'), 'C', 'title');
    const again = type(redoStep(undoStep(type(startHistory({ title: '' }), 'A', 'title'))), 'B', 'title');

    assert.deepEqual([other.done.length, again.done.length], [3, 2]);
  });

  test('redoes nothing after a new edit', () => {
    const history = type(undoStep(type(startHistory({ title: '' }), 'A', null)), 'B', null);

    assert.equal(redoStep(history), history);
  });

  test('keeps a number of steps', () => {
    let history = startHistory({ title: '' });
    for (let step = 0; step <= MAX_UNDO_STEPS; step++) history = type(history, `${step}`, null);

    assert.equal(history.done.length, MAX_UNDO_STEPS);
    for (let step = 0; step <= MAX_UNDO_STEPS; step++) history = undoStep(history);
    assert.deepEqual(history.config, { title: '0' });
  });

  test('stays as it is where an edit does not apply', () => {
    const history = type(startHistory({ title: '' }), 'A', null);

    assert.throws(() => recordEdits(history, [{ pointer: '/title', before: 'B', after: 'C' }]), EditError);
    assert.deepEqual(history.config, { title: 'A' });
  });

  test('describes a step', () => {
    const config = { version: 1, features: { news: { title: 'News' } } };
    const [step] = recordEdits(startHistory(config), [createEdit(config, '/features/news/title', 'Neues')]).done;

    assert.deepEqual(describeStepOf(step!), ['In the feature news: the title is "Neues" instead of "News".']);
  });
});
