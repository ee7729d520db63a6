import { graphlib, layout } from '@dagrejs/dagre';

/** The size of a card, and where its arrows leave it. */
export interface CardSize {
  readonly width: number;
  readonly height: number;
  /** Middles of its rows, from its upper edge. */
  readonly rows: readonly number[];
}

/** An arrow from a row to a card, by their places in the lists. */
export interface CardArrow {
  /** Place of the card that it leaves. */
  readonly from: number;
  /** Place of its row in that card. */
  readonly row: number;
  readonly to: number;
}

/** Cards of known size and their arrows: plain data, which a worker can be sent. */
export interface CardGraph {
  readonly cards: readonly CardSize[];
  readonly arrows: readonly CardArrow[];
}

/** A graph that is laid out, in pixels from its upper left corner. */
export interface PlacedCards {
  readonly width: number;
  readonly height: number;
  /** The upper left corner of each card. */
  readonly places: readonly { readonly x: number; readonly y: number }[];
  /** The course of each arrow, as the `d` of an SVG path. */
  readonly paths: readonly string[];
}

/** Pixels between cards of one column, between columns, and around all of them. */
const GAP = { below: 28, beside: 88, around: 16 };
/** Pixels between the heads of arrows that enter one card, and from its upper edge to the first. */
const HEADS = { step: 14, first: 22 };

/** Lays cards out in columns, from left to right. Equal graphs have equal layouts. */
export function placeCards({ cards, arrows }: CardGraph): PlacedCards {
  const graph = new graphlib.Graph({ directed: true, multigraph: true });
  graph.setGraph({
    rankdir: 'LR',
    nodesep: GAP.below,
    ranksep: GAP.beside,
    edgesep: 12,
    marginx: GAP.around,
    marginy: GAP.around,
  });
  cards.forEach(({ width, height }, index) => graph.setNode(String(index), { width, height }));
  // Equal pairs of cards are one edge for the layout: their arrows part at the rows.
  for (const { from, to } of arrows) graph.setEdge({ v: String(from), w: String(to) }, { width: 0, height: 0 });
  if (cards.length > 0) layout(graph);
  const places = cards.map(({ width, height }, index) => {
    const { x = 0, y = 0 } = graph.node(String(index)) as { x?: number; y?: number };
    return { x: round(x - width / 2), y: round(y - height / 2) };
  });
  const heads = spreadHeads(arrows, cards, places);
  const columns = cards.map(({ width }, index) => ({ left: places[index]!.x, right: places[index]!.x + width }));
  const paths = arrows.map((arrow, index) => {
    const { x, y } = places[arrow.from]!;
    const size = cards[arrow.from]!;
    const foot = { x: x + size.width, y: y + (size.rows[arrow.row] ?? size.height / 2) };
    const edge = graph.edge({ v: String(arrow.from), w: String(arrow.to) }) as
      { points?: readonly Point[] } | undefined;
    return drawCourse(foot, bendsBetween(foot, heads[index]!, edge?.points ?? [], columns), heads[index]!);
  });
  const { width = 0, height = 0 } = graph.graph() as { width?: number; height?: number };
  return { width: Math.ceil(width), height: Math.ceil(height), places, paths };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Distributes the arrows that enter a card along its left edge, those from above first. */
function spreadHeads(arrows: readonly CardArrow[], cards: readonly CardSize[], places: readonly Point[]): Point[] {
  const heads: Point[] = [];
  const byCard = new Map<number, number[]>();
  arrows.forEach(({ to }, index) => byCard.set(to, [...(byCard.get(to) ?? []), index]));
  for (const [to, indexes] of byCard) {
    const from = (index: number): number =>
      places[arrows[index]!.from]!.y + (cards[arrows[index]!.from]!.rows[arrows[index]!.row] ?? 0);
    indexes.sort((a, b) => from(a) - from(b));
    const { height } = cards[to]!;
    const step = Math.min(HEADS.step, (height - HEADS.first) / indexes.length);
    indexes.forEach((index, order) => {
      heads[index] = { x: places[to]!.x, y: round(places[to]!.y + Math.min(HEADS.first, height / 2) + order * step) };
    });
  }
  return heads;
}

/** Horizontal extent of a card. */
interface Extent {
  readonly left: number;
  readonly right: number;
}

/** Bends of a long arrow. It leads straight through the columns between, where a turn could cross a card. */
function bendsBetween(foot: Point, head: Point, points: readonly Point[], columns: readonly Extent[]): Point[] {
  return points.slice(1, -1).flatMap(({ x, y }) => {
    if (x <= foot.x || x >= head.x) return [];
    const column = columns.find(({ left, right }) => left <= x && x <= right);
    if (!column) return [];
    const [from, to] = [column.left - GAP.beside / 6, column.right + GAP.beside / 6];
    return from > foot.x && to < head.x
      ? [
          { x: from, y },
          { x: to, y },
        ]
      : [];
  });
}

function drawCourse(foot: Point, bends: readonly Point[], head: Point): string {
  const points = [foot, ...bends, head];
  const curves = points.slice(1).map((to, index) => {
    const from = points[index]!;
    const reach = Math.max(24, (to.x - from.x) / 2);
    return `C${round(from.x + reach)} ${round(from.y)} ${round(to.x - reach)} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
  });
  return `M${round(foot.x)} ${round(foot.y)}${curves.join('')}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
