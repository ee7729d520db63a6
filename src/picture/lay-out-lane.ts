import type { Graph, Label, PlacedGraph } from './graph.js';
import { measureShape } from './measure-shape.js';
import { measureText } from './measure-text.js';
import type { Arrow, Lane } from './picture.js';
import { placeByDagre } from './place-by-dagre.js';
import { placeInRows } from './place-in-rows.js';
import { rankShapes } from './rank-shapes.js';
import { untangleLane } from './untangle-lane.js';
import { wrapText } from './wrap-text.js';

type Untangled = Pick<Lane, 'shapes' | 'arrows'>;

/**
 * Shapes plus rows that arrows pass. Above this dagre takes seconds; far above, it runs out of stack or memory.
 */
const MAX_DAGRE_WEIGHT = 1200;
const LABEL = { size: 12, height: 20, padding: 8, width: 150 };

/** Lays out a lane: by dagre, or in plain rows if it is too large for dagre. */
export function layOutLane(lane: Lane): PlacedGraph {
  const untangled = untangleLane(lane, { outcome: 3, question: 8 });
  if (weigh(untangled) <= MAX_DAGRE_WEIGHT) return placeByDagre(measure(untangled));
  return placeInRows(measure(untangleLane(lane, { outcome: 0, question: 1 })));
}

function weigh(lane: Untangled): number {
  const ranks = rankShapes(lane);
  return lane.arrows.reduce((sum, { from, to }) => sum + ranks.get(to)! - ranks.get(from)!, lane.shapes.length);
}

function measure({ shapes, arrows }: Untangled): Graph {
  return {
    shapes,
    arrows,
    sizes: new Map(shapes.map((shape) => [shape, measureShape(shape)])),
    labels: new Map(arrows.map((arrow) => [arrow, toLabel(arrow)])),
  };
}

function toLabel({ label }: Arrow): Label {
  const [text] = wrapText(label, LABEL.width, LABEL.size, 1);
  if (text === undefined) return { text: '', width: 0, height: 0 };
  return { text, width: measureText(text, LABEL.size) + 2 * LABEL.padding, height: LABEL.height };
}
