import { measureText } from './measure-text.js';
import type { Shape, ShapeKind } from './picture.js';
import { wrapText } from './wrap-text.js';

/** Style of a line of text: the name of a class in the style sheet. */
export type LineStyle = 'heading' | 'text' | 'name' | 'detail';

/** A line of text, placed from the upper left corner of its shape. */
export interface PlacedLine {
  readonly style: LineStyle;
  readonly text: string;
  readonly x: number;
  /** Of the baseline. */
  readonly y: number;
}

/** A shape whose text is broken into lines. Sizes in pixels. */
export interface MeasuredShape {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly PlacedLine[];
}

/** The measures of a style of lines, in pixels. */
interface Setting {
  readonly size: number;
  /** Distance from one line to the next. */
  readonly leading: number;
  /** Font size to measure with: bold letters are wider. */
  readonly measured: number;
  /** Most lines that are shown; a tooltip has the whole text. */
  readonly maxLines: number;
}

const SETTINGS: Readonly<Record<LineStyle, Setting>> = {
  heading: { size: 11, leading: 17, measured: 11, maxLines: 1 },
  text: { size: 14, leading: 19, measured: 14, maxLines: 6 },
  name: { size: 14, leading: 19, measured: 15.3, maxLines: 3 },
  detail: { size: 12, leading: 17, measured: 12, maxLines: 4 },
};

/** The icon at the beginning of an outcome, and the gap after it. */
export const ICON = { width: 24, height: 30, gap: 12 };
/** Space between the edge of a shape and its contents. */
export const PADDING = 14;

const WIDTHS: Readonly<Record<ShapeKind, number>> = {
  start: 14,
  question: 252,
  'sub-rule': 252,
  outcome: 304,
  exit: 180,
  reference: 230,
};

/** Width of the sides of a shape: the double walls of a sub rule, the round ends of an exit. */
const SIDES: Readonly<Record<ShapeKind, number>> = {
  start: 0,
  question: 0,
  'sub-rule': 10,
  outcome: 0,
  exit: 6,
  reference: 6,
};

/** Breaks the text of a shape into lines and measures the shape. */
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
    wrapText(words, room, SETTINGS[style].measured, SETTINGS[style].maxLines).map((line) => ({ style, text: line })),
  );
  const tall = lines.reduce((sum, { style }) => sum + SETTINGS[style].leading, 0);
  const inner = Math.max(tall, isOutcome ? ICON.height : 0);
  let y = PADDING + (inner - tall) / 2;
  const placed = lines.map(({ style, text: line }) => {
    const { size, leading } = SETTINGS[style];
    y += leading;
    // The capitals, seven tenths of the size high, are in the middle of the leading.
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
