import type { Lane, Picture, Shape, ShapeKind } from './picture.js';

/** The brackets that give a node its shape. */
const BRACKETS: Readonly<Record<ShapeKind, readonly [open: string, close: string]>> = {
  start: ['((', '))'],
  question: ['(', ')'],
  'sub-rule': ['[[', ']]'],
  outcome: ['([', '])'],
  exit: ['>', ']'],
  reference: ['[/', '/]'],
};

const CLASSES = [
  'classDef show fill:#e8f6ee,stroke:#1a7a48,color:#1b2130',
  'classDef keep fill:#fcf3da,stroke:#8a5d00,color:#1b2130',
  'classDef hide fill:#fcebea,stroke:#b3261e,color:#1b2130',
  'classDef taken stroke:#1f4fd8,stroke-width:4px',
];

/**
 * Writes a picture as a Mermaid flowchart.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function renderMermaid({ lanes }: Picture): string {
  const ids = new Map<Shape, string>();
  const body = lanes.flatMap((lane, index) => writeLane(lane, `lane${index}`, ids));
  const arrows = lanes.flatMap((lane) => lane.arrows);
  const links = arrows.map(
    ({ from, to, label }) => `  ${ids.get(from)} -->${label === '' ? '' : `|${quote(label)}|`} ${ids.get(to)}`,
  );
  const taken = arrows.flatMap(({ taken }, index) => (taken ? [index] : []));
  return [
    'flowchart TB',
    ...body,
    ...links,
    ...CLASSES.map((line) => `  ${line}`),
    ...(taken.length > 0 ? [`  linkStyle ${taken.join(',')} stroke:#1f4fd8,stroke-width:4px`] : []),
    '',
  ].join('\n');
}

function writeLane({ title, notes, shapes }: Lane, id: string, ids: Map<Shape, string>): string[] {
  const nodes = shapes.map((shape, index) => {
    ids.set(shape, `${id}n${index}`);
    return `    ${id}n${index}${writeShape(shape)}`;
  });
  return [`  subgraph ${id}[${quote(title, ...notes)}]`, '    direction TB', ...nodes, '  end'];
}

function writeShape({ kind, heading, text, details, content, taken }: Shape): string {
  const [open, close] = BRACKETS[kind];
  const classes = [content, taken && 'taken'].filter(Boolean).map((name) => `:::${name}`);
  return `${open}${quote(heading, text, ...details)}${close}${classes.join('')}`;
}

/**
 * Lines of text in quotes. Whatever means something to Mermaid or in HTML becomes a character code, so that no text of a
 * config can end a label or begin a directive.
 */
function quote(...lines: string[]): string {
  const coded = lines
    .filter((line) => line !== '')
    .map((line) => line.replace(/[^\p{L}\p{M}\p{N} .,()/_-]/gu, (character) => `#${character.codePointAt(0)};`));
  return `"${coded.join('<br/>') || ' '}"`;
}
