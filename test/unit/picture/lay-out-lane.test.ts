import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { PlacedGraph, Point } from '../../../src/picture/graph.js';
import { layOutLane } from '../../../src/picture/lay-out-lane.js';
import type { Shape } from '../../../src/picture/picture.js';
import { placeInRows } from '../../../src/picture/place-in-rows.js';
import { rankShapes } from '../../../src/picture/rank-shapes.js';
import { untangleLane } from '../../../src/picture/untangle-lane.js';
import { aNode } from '../../support/a-config.js';
import { aChain, aLane, someRules } from '../../support/a-drawing.js';

/** The faults of a layout: one sentence each. */
function findFlaws({ shapes, arrows, sizes, labels, places, courses, width, height }: PlacedGraph): string[] {
  const boxes = shapes.map((shape) => {
    const { x, y } = places.get(shape)!;
    const size = sizes.get(shape)!;
    return { shape, left: x - size.width / 2, right: x + size.width / 2, top: y - size.height / 2, bottom: y + size.height / 2 };
  });
  const holds = ({ left, right, top, bottom }: (typeof boxes)[number], { x, y }: Point): boolean =>
    x > left + 0.5 && x < right - 0.5 && y > top + 0.5 && y < bottom - 0.5;
  const flaws: string[] = [];
  boxes.forEach((box, index) => {
    if (box.left < -0.5 || box.top < -0.5 || box.right > width + 0.5 || box.bottom > height + 0.5) flaws.push('a shape outside');
    for (const other of boxes.slice(index + 1)) {
      const apart = box.right <= other.left || other.right <= box.left || box.bottom <= other.top || other.bottom <= box.top;
      if (!apart) flaws.push(`${box.shape.name} over ${other.shape.name}`);
    }
  });
  for (const arrow of arrows) {
    const { points, label } = courses.get(arrow)!;
    if (points.at(-1)!.y <= points[0]!.y) flaws.push('an arrow that leads up');
    for (const point of alongCurve(points)) {
      if (boxes.some((box) => holds(box, point))) flaws.push(`an arrow of ${arrow.from.name} through a shape`);
    }
    const { width: wide, height: high } = labels.get(arrow)!;
    const corners = [-wide / 2, wide / 2].flatMap((x) => [-high / 2, high / 2].map((y) => ({ x: label.x + x, y: label.y + y })));
    if (wide > 0 && boxes.some((box) => corners.some((corner) => holds(box, corner)))) flaws.push('a label on a shape');
  }
  return [...new Set(flaws)];
} // prettier-ignore

/** Points along the curve that is drawn through some bends: it leaves and reaches each of them downwards. */
function alongCurve(points: readonly Point[]): Point[] {
  return points.slice(1).flatMap((to, index) => {
    const from = points[index]!;
    return Array.from({ length: 21 }, (_, step) => {
      const t = step / 20;
      const ease = t * t * (3 - 2 * t);
      const half = (from.y + to.y) / 2;
      const y = (1 - t) ** 3 * from.y + 3 * (1 - t) * t * half + t ** 3 * to.y;
      return { x: from.x + (to.x - from.x) * ease, y };
    });
  });
}

suite('a lane is laid out', () => {
  test('so that no shape, arrow or label runs into another shape, whatever the rule', () => {
    fc.assert(
      fc.property(someRules, (rule) => {
        assert.deepEqual(findFlaws(layOutLane(aLane(rule, { requires: ['anything'] }))), []);
      }),
      { numRuns: 60 },
    );
  });

  test('in plain rows just so', () => {
    fc.assert(
      fc.property(someRules, (rule) => {
        const { shapes, arrows } = untangleLane(aLane(rule, { requires: ['anything'] }), { outcome: 0, question: 1 });
        const sizes = new Map(shapes.map((shape, i) => [shape, { width: 100, height: 40 + (i % 3) * 20, lines: [] }]));
        const labels = new Map(arrows.map((arrow) => [arrow, { text: 'yes', width: 12, height: 12 }]));

        assert.deepEqual(findFlaws(placeInRows({ shapes, arrows, sizes, labels })), []);
      }),
      { numRuns: 60 },
    );
  });

  test('with yes left of no', () => {
    const { shapes, places } = layOutLane(aLane(aNode('a', 'show', 'teaser')));
    const [yes, no] = ['The content is shown', 'Sixty words'].map((words) =>
      shapes.find(({ text }) => text === words)!,
    );

    assert.ok(places.get(yes!)!.x < places.get(no!)!.x);
  });

  for (const [says, rule] of [
    ['a chain of 10,000 nodes', aChain(10_000)],
    ['a chain of 3,000 nodes that all lead to one', aChain(3000, 'end', { end: aNode('b', 'show', 'teaser') })],
  ] as const) {
    test(`where it is ${says}`, () => {
      const { shapes, places } = layOutLane(aLane(rule));

      assert.ok(shapes.length >= 3000);
      assert.ok(shapes.every((shape) => Number.isFinite(places.get(shape)!.x + places.get(shape)!.y)));
    });
  }
});

suite('the longest arrows are taken out', () => {
  const count = (shapes: readonly Shape[], kind: Shape['kind']): number =>
    shapes.filter((shape) => shape.kind === kind).length;
  const reach = { outcome: 1, question: 2 };

  test('by drawing an outcome again near those that lead to it from far below', () => {
    const { shapes, arrows } = untangleLane(aLane(aChain(6)), reach);

    // Two conditions at a time share the outcome of `yes`; the last has another for `no`.
    assert.equal(count(shapes, 'outcome'), 4);
    assert.equal(arrows.length, 13);
  });

  test('by a reference to a condition far below, which is still drawn once', () => {
    const lane = aLane(aChain(6, 'end', { end: aNode('b', 'show', 'teaser') }));
    const { shapes, arrows } = untangleLane(lane, reach);
    const referring = arrows.filter(({ to }) => to.kind === 'reference');

    assert.deepEqual(referring.map(({ from, to }) => `${from.name} ${to.text}`), ['n0 to end', 'n1 to end', 'n2 to end', 'n3 to end']);
    assert.equal(shapes.filter(({ name }) => name === 'end').length, 1);
  }); // prettier-ignore

  test('and marked shapes stay marked, but not the copies beside the path', () => {
    const lane = aLane(aChain(4));
    for (const arrow of lane.arrows) arrow.taken = arrow.to.taken = arrow.from.name !== 'n3' && arrow.label !== 'yes';
    lane.arrows.find(({ from, label }) => from.name === 'n3' && label === 'yes')!.taken = true;
    const { shapes } = untangleLane(lane, reach);

    assert.deepEqual(
      shapes.filter(({ text }) => text === 'The content is shown').map(({ taken }) => taken),
      [false, true],
    );
  });

  test('and nothing else changes where all are short', () => {
    const lane = aLane(aNode('a', 'show', 'teaser'));
    const { shapes, arrows } = untangleLane(lane, reach);

    assert.deepEqual(shapes, lane.shapes);
    assert.deepEqual(arrows, lane.arrows);
  });
});

test('a shape is in the row below the lowest of those that lead to it', () => {
  const nodes = {
    a: aNode('a', 'd', 'b'),
    b: aNode('b', 'd', 'c'),
    c: aNode('c', 'd', 'show'),
    d: aNode('d', 'show', 'show'),
  };
  const ranks = [...rankShapes(aLane({ start: 'a', nodes }))].map(
    ([{ name, kind }, rank]) => `${name ?? kind} ${rank}`,
  );

  assert.deepEqual(ranks.sort(), ['a 1', 'b 2', 'c 3', 'd 4', 'outcome 5', 'start 0']);
});
