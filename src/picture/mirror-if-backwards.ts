import type { PlacedGraph, Point } from './graph.js';
import type { Shape } from './picture.js';

/** Mirrors a graph if most exits are in reverse order: the config has `yes` before `no`. */
export function mirrorIfBackwards(graph: PlacedGraph): PlacedGraph {
  const { arrows, courses, places, width } = graph;
  let backwards = 0;
  const last = new Map<Shape, number>();
  for (const arrow of arrows) {
    const { x } = courses.get(arrow)!.label;
    backwards += Math.sign((last.get(arrow.from) ?? x) - x);
    last.set(arrow.from, x);
  }
  if (backwards <= 0) return graph;
  const mirror = ({ x, y }: Point): Point => ({ x: width - x, y });
  return {
    ...graph,
    places: new Map([...places].map(([shape, place]) => [shape, mirror(place)])),
    courses: new Map(
      [...courses].map(([arrow, { points, label }]) => [arrow, { points: points.map(mirror), label: mirror(label) }]),
    ),
  };
}
