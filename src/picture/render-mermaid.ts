import type { Lane, Picture, Shape, ShapeKind } from './picture.js';

/** The brackets that give a node its shape. */
const BRACKETS: Readonly<Record<ShapeKind, readonly [open: string, close: string]>> = {
  start: ['{{', '}}'],
  question: ['(', ')'],
  'sub-rule': ['[[', ']]'],
  outcome: ['([', '])'],
  exit: ['>', ']'],
  reference: ['[/', '/]'],
};

const MARKED = 'stroke:#1f4fd8,stroke-width:4px';
/** Each fill has its text colour, as Mermaid has light and dark themes. */
const CLASSES = [
  '  classDef show fill:#e8f6ee,stroke:#1a7a48,color:#1b2130',
  '  classDef keep fill:#fcf3da,stroke:#8a5d00,color:#1b2130',
  '  classDef hide fill:#fcebea,stroke:#b3261e,color:#1b2130',
  `  classDef taken ${MARKED}`,
];

/**
 * Writes a picture as a Mermaid flowchart.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function renderMermaid({ lanes, protection }: Picture): string {
  const ids = new Map<Shape, string>();
  const body = lanes.flatMap((lane, index) => writeLane(lane, `lane${index}`, ids));
  const arrows = lanes.flatMap((lane) => lane.arrows);
  const links = arrows.map(
    ({ from, to, label }) => `  ${ids.get(from)} -->${label === '' ? '' : `|${quote(label)}|`} ${ids.get(to)}`,
  );
  const takenShapes = [...ids].filter(([{ taken }]) => taken).map(([, id]) => id);
  const takenLinks = arrows.flatMap(({ taken }, index) => (taken ? [index] : []));
  return [
    'flowchart TB',
    ...(protection === undefined ? [] : [`  protection[${quote(protection)}]`]),
    ...body,
    ...links,
    ...CLASSES,
    ...(takenShapes.length > 0 ? [`  class ${takenShapes.join(',')} taken`] : []),
    ...(takenLinks.length > 0 ? [`  linkStyle ${takenLinks.join(',')} ${MARKED}`] : []),
    '',
  ].join('\n');
}

/** Whether a text is a flowchart that `renderMermaid` has made. */
export function isDrawnMermaid(text: string): boolean {
  return text.startsWith('flowchart TB\n') && text.includes(CLASSES.join('\n'));
}

function writeLane({ title, notes, shapes }: Lane, id: string, ids: Map<Shape, string>): string[] {
  const nodes = shapes.map((shape, index) => {
    ids.set(shape, `${id}n${index}`);
    // A title is one line, so the notes are in the start of the lane.
    const words = shape.kind === 'start' ? { ...shape, text: notes[0] ?? 'Start', details: notes.slice(1) } : shape;
    return `    ${id}n${index}${writeShape(words)}`;
  });
  return [`  subgraph ${id}[${quote(title)}]`, '    direction TB', ...nodes, '  end'];
}

function writeShape({ kind, heading, text, details, content }: Shape): string {
  const [open, close] = BRACKETS[kind];
  return `${open}${quote(heading, text, ...details)}${close}${content ? `:::${content}` : ''}`;
}

/**
 * Quotes lines of text. Characters with a meaning in Mermaid, HTML or Markdown become character codes, so no text of a config
 * can end a label, begin a directive or be read as a list.
 */
function quote(...lines: string[]): string {
  const coded = lines
    .filter((line) => line !== '')
    .map((line) => line.replace(/[^\p{L}\p{M}\p{N} .,()/-]|^-|^\d+\./gu, codeLast));
  return `"${coded.join('<br/>') || ' '}"`;
}

/** Writes the last character as a code: of the beginning of a list, `12.`, the point. */
function codeLast(text: string): string {
  const letter = [...text].at(-1)!;
  return `${text.slice(0, -letter.length)}#${letter.codePointAt(0)};`;
}
