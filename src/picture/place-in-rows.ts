import type { Course, Graph, PlacedGraph, Point } from './graph.js';
import type { Shape } from './picture.js';
import { rankShapes } from './rank-shapes.js';
import { spreadEnds } from './spread-ends.js';

/** Pixels between shapes beside each other, and between rows. */
const GAP = { beside: 32, below: 80 };
/** Pixels between the arrows that leave a shape. */
const STEP = 80;

/**
 * Places a graph in plain rows, each shape below those that lead to it. Takes linear time and does not recurse, so a rule may
 * be of any size.
 *
 * @param graph - Its arrows lead from one row to the next.
 */
export function placeInRows(graph: Graph): PlacedGraph {
  const { arrows, sizes } = graph;
  const rows: Shape[][] = [];
  for (const [shape, rank] of rankShapes(graph)) (rows[rank] ??= []).push(shape);
  const places = new Map<Shape, Point>();
  const bottoms = new Map<Shape, number>();
  let [width, top] = [0, 0];
  for (const row of rows) {
    let [left, tallest] = [0, 0];
    for (const shape of row) {
      const size = sizes.get(shape)!;
      places.set(shape, { x: left + size.width / 2, y: top + size.height / 2 });
      left += size.width + GAP.beside;
      tallest = Math.max(tallest, size.height);
    }
    for (const shape of row) bottoms.set(shape, top + tallest);
    width = Math.max(width, left - GAP.beside);
    top += tallest + GAP.below;
  }
  const feet = spreadEnds(
    arrows,
    ({ from, to }) => ({
      shape: from,
      middle: places.get(from)!.x,
      width: sizes.get(from)!.width,
      bend: places.get(to)!.x,
    }),
    STEP,
  );
  const courses = arrows.map((arrow) => {
    const { from, to } = arrow;
    const foot = { x: feet.get(arrow)!, y: places.get(from)!.y + sizes.get(from)!.height / 2 };
    const head = { x: places.get(to)!.x, y: places.get(to)!.y - sizes.get(to)!.height / 2 };
    return [arrow, courseOf(foot, head, bottoms.get(from)!)] as const;
  });
  return { ...graph, width, height: top - GAP.below, places, courses: new Map(courses) };
}

/** Straight down past the label and out of the row, then over to the other shape. */
function courseOf(foot: Point, head: Point, bottom: number): Course {
  const turn = { x: foot.x, y: bottom + GAP.below * 0.4 };
  return { points: [foot, turn, head], label: { x: foot.x, y: bottom + GAP.below * 0.2 } };
}
