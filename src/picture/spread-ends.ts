import { groupBy } from './group-by.js';
import type { Arrow, Shape } from './picture.js';

/** Distance of arrows from the corners of a shape, in pixels. */
const CORNER_DISTANCE = 18;

/** An end of an arrow: the shape that it touches, and the next bend of the arrow. */
export interface End {
  readonly shape: Shape;
  readonly middle: number;
  readonly width: number;
  /** Horizontal position of the next bend. The arrows of a shape are ordered by it, so that they do not cross. */
  readonly bend: number;
}

/**
 * Distributes the arrows that touch an edge of a shape along it.
 *
 * @param step - Distance from one arrow to the next, in pixels; less if the shape is too narrow.
 * @returns Horizontal position of the end, by arrow.
 */
export function spreadEnds(arrows: readonly Arrow[], endOf: (arrow: Arrow) => End, step: number): Map<Arrow, number> {
  const spread = new Map<Arrow, number>();
  const ends = arrows.map((arrow) => [arrow, endOf(arrow)] as const);
  for (const group of groupBy(ends, ([, { shape }]) => shape).values()) {
    group.sort(([, a], [, b]) => a.bend - b.bend);
    group.forEach(([arrow, { middle, width }], index) => {
      const distance = Math.min(step, (width - 2 * CORNER_DISTANCE) / group.length);
      spread.set(arrow, middle + (index - (group.length - 1) / 2) * distance);
    });
  }
  return spread;
}
