import { groupBy } from './group-by.js';
import type { Lane, Shape } from './picture.js';

/**
 * The row that each shape of a lane belongs in: one below the lowest of those that lead to it.
 *
 * @param lane - Without circles, as every rule that compiles is.
 */
export function rankShapes({ shapes, arrows }: Pick<Lane, 'shapes' | 'arrows'>): Map<Shape, number> {
  const ranks = new Map(shapes.map((shape) => [shape, 0]));
  const leaving = groupBy(arrows, ({ from }) => from);
  const waiting = new Map([...groupBy(arrows, ({ to }) => to)].map(([to, coming]) => [to, coming.length]));
  const ready = shapes.filter((shape) => !waiting.has(shape));
  // Grows while it is walked through: a shape is ready when all that lead to it have their row (Kahn's algorithm).
  for (const from of ready) {
    for (const { to } of leaving.get(from) ?? []) {
      ranks.set(to, Math.max(ranks.get(to)!, ranks.get(from)! + 1));
      waiting.set(to, waiting.get(to)! - 1);
      if (waiting.get(to) === 0) ready.push(to);
    }
  }
  return ranks;
}
