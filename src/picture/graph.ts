import type { MeasuredShape } from './measure-shape.js';
import type { Arrow, Shape } from './picture.js';

/** A point, in pixels from the upper left corner of the graph. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The label of an arrow and its size; an empty label has no size. */
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

/** The course of an arrow. */
export interface Course {
  /** Bends; the first and the last are on the edges of the two shapes. */
  readonly points: readonly Point[];
  /** Middle of its label. */
  readonly label: Point;
}

/** A graph that is laid out. */
export interface PlacedGraph extends Graph {
  readonly width: number;
  readonly height: number;
  /** The middle of each shape. */
  readonly places: ReadonlyMap<Shape, Point>;
  readonly courses: ReadonlyMap<Arrow, Course>;
}
