import { measureText } from './measure-text.js';
import type { Shape, ShapeKind } from './picture.js';
import { wrapText } from './wrap-text.js';

/** How a line of text is set; names of classes in the style sheet of the SVG. */
export type LineStyle = 'heading' | 'text' | 'name' | 'detail';

/** A line of text, placed from the upper left corner of its shape. */
export interface PlacedLine {
  readonly style: LineStyle;
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
}

/** A shape with its words broken into lines. Sizes in pixels. */
export interface MeasuredShape {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PlacedLine[];
}

/** How a style of lines is measured and set, in pixels. */
interface Setting {
  readonly size: number;
  /** From one line to the next. */
  readonly leading: number;
  /** The size to measure with: bold letters are wider. */
  readonly measured: number;
  /** Lines at most; a tooltip has the whole. */
  readonly most: number;
}

const SETTINGS: Readonly<Record<LineStyle, Setting>> = {
  heading: { size: 11, leading: 17, measured: 11, most: 1 },
  text: { size: 14, leading: 19, measured: 14, most: 6 },
  name: { size: 14, leading: 19, measured: 15.3, most: 3 },
  detail: { size: 12, leading: 17, measured: 12, most: 4 },
};

/** The little article that an outcome begins with, and the gap behind it. */
export const ICON = { width: 24, height: 30, gap: 12 };
/** Room between the edge of a shape and what is in it. */
export const PADDING = 14;

const WIDTHS: Readonly<Record<ShapeKind, number>> = {
  start: 14,
  question: 252,
  'sub-rule': 252,
  outcome: 304,
  exit: 180,
  reference: 230,
};

/** What the sides of a shape take: the double walls of a sub rule, the round ends of an exit. */
const SIDES: Readonly<Record<ShapeKind, number>> = {
  start: 0,
  question: 0,
  'sub-rule': 10,
  outcome: 0,
  exit: 6,
  reference: 6,
};

/** Breaks the words of a shape into lines and works out how large it has to be. */
export function measureShape({ kind, heading, text, details }: Shape): MeasuredShape {
  const width = WIDTHS[kind];
  if (kind === 'start') return { width, height: width, lines: [] };
  const isOutcome = kind === 'outcome';
  const left = PADDING + SIDES[kind] + (isOutcome ? ICON.width + ICON.gap : 0);
  const room = width - left - PADDING - SIDES[kind];
  const blocks: readonly (readonly [style: LineStyle, words: string])[] = [
    ['heading', heading],
    [isOutcome ? 'name' : 'text', text],
    ...details.map((detail) => ['detail', detail] as const),
  ];
  const lines = blocks.flatMap(([style, words]) =>
    wrapText(words, room, SETTINGS[style].measured, SETTINGS[style].most).map((line) => ({ style, text: line })),
  );
  const tall = lines.reduce((sum, { style }) => sum + SETTINGS[style].leading, 0);
  const inner = Math.max(tall, isOutcome ? ICON.height : 0);
  let y = PADDING + (inner - tall) / 2;
  const placed = lines.map(({ style, text: line }) => {
    const { size, leading } = SETTINGS[style];
    y += leading;
    // The capitals, seven tenths of the size high, stand in the middle of the leading.
    return { style, text: line, x: left, y: y - (leading - size * 0.7) / 2 };
  });
  const isAsWideAsText = kind === 'exit' || kind === 'reference';
  const widest = lines.reduce((most, line) => Math.max(most, measureText(line.text, SETTINGS[line.style].measured)), 0);
  return {
    width: isAsWideAsText ? widest + 2 * left : width,
    height: inner + 2 * PADDING,
    lines: placed,
  };
}
