import { graphlib, layout } from '@dagrejs/dagre';
import type { Graph, PlacedGraph, Point } from './graph.js';
import { mirrorIfBackwards } from './mirror-if-backwards.js';
import type { Arrow, Shape } from './picture.js';
import { spreadEnds, type End } from './spread-ends.js';

/** Pixels between shapes beside each other, and between rows. */
const GAP = { beside: 32, below: 60 };
/** Pixels between the arrows that leave a shape, and between those that come in. */
const STEP = { out: 110, in: 30 };

/** Vertical extent of a row of shapes. */
interface Row {
  readonly top: number;
  readonly bottom: number;
}

/** The layout of an arrow by dagre: the middle of its label, and bends between the two shapes. */
type Edge = Point & { readonly points: readonly Point[] };

/** Places a graph by dagre, whose layered layout keeps arrows short and crossings few. */
export function placeByDagre(graph: Graph): PlacedGraph {
  const { shapes, arrows, sizes } = graph;
  const { width, height, places, edges } = plan(graph);
  const end = (shape: Shape, bend: Point): End => ({
    shape,
    middle: places.get(shape)!.x,
    width: sizes.get(shape)!.width,
    bend: bend.x,
  });
  const feet = spreadEnds(arrows, (arrow) => end(arrow.from, edges.get(arrow)!.points.at(1)!), STEP.out);
  const heads = spreadEnds(arrows, (arrow) => end(arrow.to, edges.get(arrow)!.points.at(-2)!), STEP.in);
  const top = (shape: Shape): number => places.get(shape)!.y - sizes.get(shape)!.height / 2;
  const bottom = (shape: Shape): number => places.get(shape)!.y + sizes.get(shape)!.height / 2;
  const rows = findRows(shapes, top, bottom);
  const courses = arrows.map((arrow) => {
    const { points, x, y } = edges.get(arrow)!;
    const foot = { x: feet.get(arrow)!, y: bottom(arrow.from) };
    const head = { x: heads.get(arrow)!, y: top(arrow.to) };
    const bends = points.slice(1, -1).flatMap((point) => goThrough(point, rows));
    return [arrow, { points: [foot, ...goThrough(foot, rows).slice(1), ...bends, head], label: { x, y } }] as const;
  });
  return mirrorIfBackwards({ ...graph, width, height, places, courses: new Map(courses) });
}

function plan({ shapes, arrows, sizes, labels }: Graph): {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<Shape, Point>;
  readonly edges: ReadonlyMap<Arrow, Edge>;
} {
  const graph = new graphlib.Graph({ directed: true, multigraph: true });
  const spacing = { nodesep: GAP.beside, edgesep: GAP.beside / 2, ranksep: GAP.below };
  graph.setGraph({ rankdir: 'TB', rankalign: 'top', ...spacing });
  const ids = new Map(shapes.map((shape, index) => [shape, String(index)]));
  for (const [shape, id] of ids) {
    const { width, height } = sizes.get(shape)!;
    graph.setNode(id, { width, height });
  }
  const names = arrows.map((arrow, index) => {
    const { width, height } = labels.get(arrow)!;
    const name = { v: ids.get(arrow.from)!, w: ids.get(arrow.to)!, name: String(index) };
    graph.setEdge(name, { width, height, labelpos: 'c' });
    return [arrow, name] as const;
  });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as { readonly width?: number; readonly height?: number };
  return {
    width,
    height,
    places: new Map(shapes.map((shape) => [shape, graph.node(ids.get(shape)!) as Point])),
    edges: new Map(names.map(([arrow, name]) => [arrow, graph.edge(name) as Edge])),
  };
}

function findRows(
  shapes: readonly Shape[],
  topOf: (shape: Shape) => number,
  bottomOf: (shape: Shape) => number,
): readonly Row[] {
  const bottoms = new Map<number, number>();
  for (const shape of shapes) {
    const top = Math.round(topOf(shape));
    bottoms.set(top, Math.max(bottoms.get(top) ?? 0, bottomOf(shape)));
  }
  return [...bottoms].map(([top, bottom]) => ({ top, bottom }));
}

/**
 * Keeps a bend, or leads straight down through the row that it is in: a turn there could cross a shape that is taller than
 * its neighbour.
 */
function goThrough({ x, y }: Point, rows: readonly Row[]): Point[] {
  const row = rows.find(({ top, bottom }) => y >= top - 1 && y <= bottom + 1);
  return row
    ? [
        { x, y: row.top },
        { x, y: row.bottom },
      ]
    : [{ x, y }];
}
