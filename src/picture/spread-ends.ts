import { groupBy } from './group-by.js';
import type { Arrow, Shape } from './picture.js';

/** Arrows keep so far from the corners of a shape, in pixels. */
const CORNER = 18;

/** An end of an arrow: the shape that it touches, and where the arrow comes from or goes on to. */
export interface End {
  readonly shape: Shape;
  readonly middle: number;
  readonly width: number;
  /** How far right the next bend is; by it the arrows of a shape are ordered, so that they do not cross. */
  readonly bend: number;
}

/**
 * Spreads the arrows that touch an edge of a shape along it.
 *
 * @param step - Pixels from one arrow to the next; less where the shape is too narrow.
 * @returns By arrow, how far right its end is.
 */
export function spreadEnds(arrows: readonly Arrow[], endOf: (arrow: Arrow) => End, step: number): Map<Arrow, number> {
  const spread = new Map<Arrow, number>();
  const ends = arrows.map((arrow) => [arrow, endOf(arrow)] as const);
  for (const group of groupBy(ends, ([, { shape }]) => shape).values()) {
    group.sort(([, a], [, b]) => a.bend - b.bend);
    group.forEach(([arrow, { middle, width }], index) => {
      const distance = Math.min(step, (width - 2 * CORNER) / group.length);
      spread.set(arrow, middle + (index - (group.length - 1) / 2) * distance);
    });
  }
  return spread;
}
