import { rooms, type Room } from './floors.js';

/** Lengths in pixels. `LABELS` is the column of the floors. */
const [WIDTH, LABELS, TOP, ROW, BOX, GAP] = [960, 104, 16, 64, 40, 8];
/** The widest letter of most fonts, on average over a name, and the space beside a name, in pixels. */
const [LETTER, PADDING] = [7, 12];

/** Names of the floors in the picture, by number. */
const FLOORS = [
  'values',
  'read and check',
  'who, how often',
  'rules',
  'decide, describe',
  'one visit',
  'browser, server',
  'walls',
  'features, console',
  'doors',
];

/**
 * Draws the table of floors as an SVG picture: the doors on top, a room a box, an import an arrow that only goes down. The
 * picture is made from the table that the import test holds, so it cannot say anything else.
 *
 * @returns SVG text; the same table gives the same text.
 */
export function drawHouse(table: readonly Room[] = rooms): string {
  const floors = [...new Set(table.map(({ floor }) => Math.floor(floor)))].sort((one, other) => other - one);
  let y = TOP;
  const rows = floors.flatMap((floor) => {
    const here = table.filter((room) => Math.floor(room.floor) === floor).sort((one, other) => one.floor - other.floor);
    const [top, lines] = [y, wrapRow(here)];
    y += lines.length * ROW;
    return [
      `<text class="floor" x="8" y="${top + 20}">${floor}</text>`,
      `<text class="name" x="8" y="${top + 36}">${FLOORS[floor] ?? ''}</text>`,
      ...lines.flatMap((line, index) => drawRow(line, top + index * ROW)),
      `<line x1="0" y1="${y - GAP}" x2="${WIDTH}" y2="${y - GAP}"/>`,
    ];
  });
  const height = y + TOP;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    '<title>The rooms by floor. Every import goes down or stays in its room.</title>',
    `<style>
svg{font:12px system-ui,sans-serif;background:#fff}
text{fill:#1c2430}.floor{font-weight:700;font-size:15px}.name{font-size:9px;fill:#5b6675}
rect{fill:#eef3fb;stroke:#7f97bd}line{stroke:#d5dbe5}
</style>`,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
}

/** Divides the rooms of one floor into as few rows of boxes as have room for their names, alike in length. */
function wrapRow(row: readonly Room[]): Room[][] {
  for (let count = 1; ; count++) {
    const size = Math.ceil(row.length / count);
    const lines = Array.from({ length: count }, (_, index) => row.slice(index * size, (index + 1) * size));
    if (size === 1 || lines.every((line) => measure(line) <= WIDTH - LABELS)) return lines;
  }
}

/** The least width of a row of boxes in pixels. */
function measure(row: readonly Room[]): number {
  return row.reduce((sum, { path }) => sum + widthOf(path) + GAP, 0);
}

/** The least width of a box in pixels. */
function widthOf(path: string): number {
  return nameOf(path).length * LETTER + PADDING;
}

/** The rooms of one row side by side, each as wide as its name asks for; on a landing (a tenth) a room is a little higher, as it imports its neighbours. */
function drawRow(row: readonly Room[], y: number): string[] {
  const weights = row.map(({ path }) => widthOf(path));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const space = WIDTH - LABELS - GAP * row.length;
  let x = LABELS;
  return row.flatMap(({ path, floor }, index) => {
    const width = Math.round((space * weights[index]!) / total);
    const rise = Math.round((floor - Math.floor(floor)) * 10);
    const box = [
      `<rect x="${x}" y="${y + 8 - rise}" width="${width}" height="${BOX}" rx="4"/>`,
      `<text x="${x + width / 2}" y="${y + 32 - rise}" text-anchor="middle">${nameOf(path)}</text>`,
    ];
    x += width + GAP;
    return box;
  });
}

/** A door by its whole path, a room by its folder. */
function nameOf(path: string): string {
  if (path.endsWith('/index.ts')) return path;
  return path.replace(/^(?:src|components)\//, '').replace(/\/$/, '');
}
