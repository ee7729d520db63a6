import { rooms, type Room } from './floors.js';

/** Lengths in pixels. */
const [WIDTH, LEFT, TOP, ROW, BOX, GAP] = [960, 64, 16, 64, 40, 8];

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
  const height = TOP * 2 + floors.length * ROW;
  const rows = floors.flatMap((floor, index) => {
    const y = TOP + index * ROW;
    const here = table.filter((room) => Math.floor(room.floor) === floor).sort((one, other) => one.floor - other.floor);
    return [
      `<text class="floor" x="8" y="${y + 20}">${floor}</text>`,
      `<text class="name" x="8" y="${y + 36}">${FLOORS[floor] ?? ''}</text>`,
      ...drawRow(here, y),
      `<line x1="0" y1="${y + ROW - GAP}" x2="${WIDTH}" y2="${y + ROW - GAP}"/>`,
    ];
  });
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

/** The rooms of one floor side by side; on a landing (a tenth) a room is a little higher, as it imports its neighbours. */
function drawRow(row: readonly Room[], y: number): string[] {
  const left = LEFT + 40;
  const weights = row.map(({ path }) => nameOf(path).length + 4);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const space = WIDTH - left - GAP * row.length;
  let x = left;
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
