import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { readRule } from '../../../src/cards/read-rule.js';
import { compileConfig, type EngineInput } from '../../../src/decision/compile-config.js';
import { applyEdits } from '../../../src/edit/apply-edits.js';
import { recordEdits, startHistory, undoStep } from '../../../src/edit/history.js';
import { writeEdits } from '../../../src/edit/write-edits.js';
import { deleteNode } from '../../../src/gestures/delete-node.js';
import { listRulePlaces } from '../../../src/gestures/edit-groups.js';
import { extractSubRule } from '../../../src/gestures/extract-sub-rule.js';
import { isRefusal, type Gesture, type Refusal } from '../../../src/gestures/gesture.js';
import { insertNode } from '../../../src/gestures/insert-node.js';
import type { Decision } from '../../../src/model/decision.js';
import { findMistakes } from '../../../src/validate/find-mistakes.js';
import { input, soundConfig } from '../../support/arbitrary-rules.js';
import { playGesture } from '../../support/play-gesture.js';

/** Parsed from text: no part of it is in two places. */
const config = soundConfig.map((one) => JSON.parse(JSON.stringify(one)) as Record<string, unknown>);

const numbers = fc.array(fc.nat(1000), { minLength: 4, maxLength: 4 });

/** The errors of a config that are not open exits. */
function otherErrors(config: unknown): string[] {
  return findMistakes(config)
    .filter(({ code, severity }) => severity === 'error' && code !== 'exit-missing')
    .map(({ message }) => message);
}

/** The part of a decision that a reader sees. */
function seen({ content, components, zone, userState, trials, splitTests }: Decision): unknown {
  return { content, components, zone, userState, trials, splitTests };
}

/** Asserts that each reader sees the same of all features of both configs. Returns how many decisions that were. */
function assertSameDecisions(
  before: Readonly<Record<string, unknown>>,
  after: unknown,
  inputs: readonly EngineInput[],
): number {
  const [was, is] = [compileConfig(before), compileConfig(after)];
  const features = Object.keys(before['features'] as object);
  for (const one of inputs)
    for (const feature of features) assert.deepEqual(seen(is.decide(feature, one)), seen(was.decide(feature, one)));
  return inputs.length * features.length;
}

function applied(config: unknown, result: Gesture | Refusal): unknown {
  assert.ok(!isRefusal(result), (result as Refusal).refused);
  return applyEdits(config, result.edits);
}

suite('any sequence of gestures', () => {
  test('leaves no mistake but open exits, and is undone to the same object and text', () => {
    fc.assert(
      fc.property(config, fc.array(numbers, { maxLength: 12 }), (config, plays) => {
        const text = JSON.stringify(config, null, 2);
        const start: unknown = JSON.parse(text);
        const known = new Set(otherErrors(start));
        let history = startHistory(start);
        for (const play of plays) {
          const result = playGesture(history.config, play);
          if (isRefusal(result)) continue;
          const before = history.config;
          history = recordEdits(history, result.edits);
          const errors = otherErrors(history.config).filter((error) => !known.has(error));
          assert.deepEqual(errors, [], result.says);
          const undone = undoStep(history);
          if (result.edits.length > 0) assert.equal(JSON.stringify(undone.config), JSON.stringify(before));
        }
        const edits = history.done.flatMap((step) => step.edits);
        assert.deepEqual(JSON.parse(writeEdits(text, edits)), history.config);
        while (history.done.length > 0) history = undoStep(history);
        assert.equal(JSON.stringify(history.config, null, 2), text);
      }),
      { numRuns: 25 },
    );
  });
});

suite('decisions', () => {
  test('are the same when a branch becomes a sub rule', () => {
    let count = 0;
    fc.assert(
      fc.property(
        config,
        fc.nat(),
        fc.nat(),
        fc.array(input, { minLength: 5, maxLength: 5 }),
        (config, a, b, inputs) => {
          const places = listRulePlaces(config);
          fc.pre(places.length > 0);
          const place = places[a % places.length]!;
          const { cards } = readRule(config, place);
          fc.pre(cards.length > 0);
          const result = extractSubRule(config, place, cards[b % cards.length]!.pointer);
          if (isRefusal(result)) return;
          const after = applied(config, result);
          count += assertSameDecisions(config, after, inputs);
        },
      ),
      { numRuns: 60 },
    );
    assert.ok(count > 200);
  });

  test('are the same when a node is inserted and deleted', () => {
    fc.assert(
      fc.property(
        config,
        fc.nat(),
        fc.nat(),
        fc.array(input, { minLength: 5, maxLength: 5 }),
        (config, a, b, inputs) => {
          const places = listRulePlaces(config);
          fc.pre(places.length > 0);
          const place = places[a % places.length]!;
          const view = readRule(config, place);
          const rows = [view.start, ...view.cards.flatMap(({ rows }) => rows)].filter(({ isDefault }) => !isDefault);
          const row = rows[b % rows.length]!.pointer;
          const inserted = insertNode(config, place, row, { type: 'gift' });
          const between = applied(config, inserted);
          const card = readRule(between, place).cards.find(
            ({ type, rows }) => type === 'gift' && rows[1]!.target.kind === 'open',
          );
          const after = applied(between, deleteNode(between, place, card!.pointer, 'yes'));
          assertSameDecisions(config, after, inputs);
        },
      ),
      { numRuns: 60 },
    );
  });
});
