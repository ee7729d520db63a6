import type { MeasuredShape } from './measure-shape.js';
import type { Arrow, Shape } from './picture.js';

/** A point, in pixels from the upper left corner of the graph. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The words beside an arrow, and the room that they take; no words, no room. */
export interface Label {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** Shapes and arrows of known size. */
export interface Graph {
  readonly shapes: readonly Shape[];
  readonly arrows: readonly Arrow[];
  readonly sizes: ReadonlyMap<Shape, MeasuredShape>;
  readonly labels: ReadonlyMap<Arrow, Label>;
}

/** The way of an arrow. */
export interface Course {
  /** Its bends: the first on the edge of the shape that it leaves, the last on the edge of the other. */
  readonly points: readonly Point[];
  /** Middle of its label. */
  readonly label: Point;
}

/** A graph whose parts have their places. */
export interface PlacedGraph extends Graph {
  readonly width: number;
  readonly height: number;
  /** The middle of each shape. */
  readonly places: ReadonlyMap<Shape, Point>;
  readonly courses: ReadonlyMap<Arrow, Course>;
}
