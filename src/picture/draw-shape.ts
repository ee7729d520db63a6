import { describeShape } from './describe-picture.js';
import { escapeXml } from './escape-xml.js';
import type { Point } from './graph.js';
import { ICON, type MeasuredShape } from './measure-shape.js';
import type { Shape } from './picture.js';
import { round } from './round.js';

/** Vertical positions of the lines in the icon, by how much of the content remains. */
const PRINT = { show: [6, 11, 16, 21], keep: [6, 11], hide: [] } as const;

/**
 * Draws a shape.
 *
 * @param middle - Middle of the shape.
 */
export function drawShape(shape: Shape, { width, height, lines }: MeasuredShape, middle: Point): string {
  const { kind, content, isDefault, taken } = shape;
  const classes = [kind, content, isDefault && 'default', taken && 'taken'].filter(Boolean).join(' ');
  const place = `translate(${round(middle.x - width / 2)} ${round(middle.y - height / 2)})`;
  return [
    `<g class="${classes}" transform="${place}">`,
    `<title>${escapeXml(describeShape(shape))}</title>`,
    kind === 'start'
      ? `<circle class="dot" cx="${width / 2}" cy="${height / 2}" r="${width / 2}"/>`
      : drawBox(shape, width, height),
    content ? drawArticle(content) : '',
    ...lines.map(
      ({ style, text, x, y }) => `<text class="${style}" x="${x}" y="${round(y)}">${escapeXml(text)}</text>`,
    ),
    '</g>',
  ].join('');
}

function drawBox({ kind, taken }: Shape, wide: number, high: number): string {
  const [width, height] = [round(wide), round(high)];
  const radius = kind === 'sub-rule' ? 3 : kind === 'question' ? 10 : Math.min(22, height / 2);
  const ring = `<rect class="ring" x="-5" y="-5" width="${width + 10}" height="${height + 10}" rx="${radius + 5}"/>`;
  const walls = `<path class="box" d="M8 0V${height}M${width - 8} 0V${height}"/>`;
  return [
    taken ? ring : '',
    `<rect class="box" width="${width}" height="${height}" rx="${radius}"/>`,
    kind === 'sub-rule' ? walls : '',
  ].join('');
}

/** Draws the icon: a page with the lines that a reader sees, and a wall over the rest. */
function drawArticle(content: keyof typeof PRINT): string {
  const { width, height } = ICON;
  const print = PRINT[content].map((y) => `<rect class="print" x="5" y="${y}" width="${width - 10}" height="2"/>`);
  const top = content === 'keep' ? 16 : 5;
  const wall = `<rect class="print" x="4" y="${top}" width="${width - 8}" height="${height - top - 4}" rx="2"/>`;
  return [
    '<g transform="translate(14 14)">',
    `<rect class="page" width="${width}" height="${height}" rx="3"/>`,
    ...print,
    content === 'show' ? '' : wall,
    '</g>',
  ].join('');
}
