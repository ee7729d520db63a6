import { escapeXml } from './escape-xml.js';
import type { PlacedGraph } from './graph.js';
import { layOutLane } from './lay-out-lane.js';
import type { Lane } from './picture.js';
import { round } from './round.js';
import { drawArrow, drawLabel } from './draw-arrow.js';
import { drawShape } from './draw-shape.js';
import { wrapText } from './wrap-text.js';

/** A lane that is laid out but not yet placed in the picture. */
export interface LaneBlock {
  readonly width: number;
  readonly height: number;
  /** Draws the lane from its upper left corner. All lanes of a row have the height of the highest. */
  readonly draw: (height: number) => string;
}

const PADDING = 24;
const MIN_WIDTH = 264;
const TITLE = { size: 16, measured: 18.5, leading: 24 };
const NOTE = { size: 13, leading: 19 };
const GAP = 18;

/** Lays out a lane below its title and notes. */
export function blockLane(lane: Lane): LaneBlock {
  const graph = layOutLane(lane);
  const inner = Math.max(graph.width, MIN_WIDTH);
  const lines = [
    ...wrapText(lane.title, inner, TITLE.measured, 2).map((text) => ({ text, style: 'lane-title', ...TITLE })),
    ...lane.notes.flatMap((note) =>
      wrapText(note, inner, NOTE.size, 3).map((text) => ({ text, style: 'note muted', ...NOTE })),
    ),
  ];
  const head = lines.reduce((sum, { leading }) => sum + leading, PADDING + GAP);
  const width = inner + 2 * PADDING;
  const draw = (height: number): string => {
    let y = PADDING;
    const texts = lines.map(({ text, style, leading }) => {
      y += leading;
      return `<text class="${style}" x="${PADDING}" y="${y - 6}">${escapeXml(text)}</text>`;
    });
    const left = PADDING + (inner - graph.width) / 2;
    return [
      `<rect class="lane" width="${round(width)}" height="${round(height)}" rx="14"/>`,
      ...texts,
      `<g transform="translate(${round(left)} ${head})">${drawGraph(graph)}</g>`,
    ].join('');
  };
  return { width, height: head + graph.height + PADDING, draw };
}

/** Draws arrows below shapes, the marked arrows over the others, and labels over all arrows. */
function drawGraph({ shapes, arrows, sizes, labels, places, courses }: PlacedGraph): string {
  const inOrder = [...arrows.filter(({ taken }) => !taken), ...arrows.filter(({ taken }) => taken)];
  return [
    ...inOrder.map((arrow) => drawArrow(arrow, courses.get(arrow)!)),
    ...inOrder.map((arrow) => drawLabel(arrow, labels.get(arrow)!, courses.get(arrow)!.label)),
    ...shapes.map((shape) => drawShape(shape, sizes.get(shape)!, places.get(shape)!)),
  ].join('\n');
}
