import { escapeXml } from './escape-xml.js';
import type { Course, Label, Point } from './graph.js';
import type { Arrow, Shape } from './picture.js';
import { round } from './round.js';

/** Half the width of an arrow's tip, and its length. */
const TIP = { half: 5, length: 9 };
/** Width of the ring around a marked shape. */
const RING = 6;

/** Draws an arrow: down out of one shape, through its bends, and down into the other. */
export function drawArrow({ from, to, taken }: Arrow, { points }: Course): string {
  const foot = { ...points[0]!, y: points[0]!.y + ringOf(from) };
  const head = { ...points.at(-1)!, y: points.at(-1)!.y - ringOf(to) };
  const bends = [foot, ...points.slice(1, -1), { x: head.x, y: head.y - TIP.length + 1 }];
  const course = bends.slice(1).map((point, index) => bend(bends[index]!, point));
  const marked = taken ? ' taken' : '';
  const tip = `M${at(head)}L${at({ x: head.x - TIP.half, y: head.y - TIP.length })}H${round(head.x + TIP.half)}Z`;
  return `<path class="arrow${marked}" d="M${at(foot)}${course.join('')}"/><path class="tip${marked}" d="${tip}"/>`;
}

/** Draws the label of an arrow, with a background that hides the line. */
export function drawLabel({ taken, label }: Arrow, { text, width, height }: Label, { x, y }: Point): string {
  if (text === '') return '';
  const ground = `x="${round(x - width / 2)}" y="${round(y - height / 2)}" width="${round(width)}" height="${height}"`;
  const title = text === label ? '' : `<title>${escapeXml(label)}</title>`;
  return (
    `<g>${title}<rect class="tag" ${ground} rx="${height / 2}"/>` +
    `<text class="tag-text${taken ? ' taken' : ''}" x="${round(x)}" y="${round(y + 4.2)}">${escapeXml(text)}</text></g>`
  );
}

function ringOf({ kind, taken }: Shape): number {
  return taken && kind !== 'start' ? RING : 0;
}

/** A curve that leaves a point downwards and enters the next one downwards. */
function bend(from: Point, to: Point): string {
  if (Math.abs(from.x - to.x) < 0.5) return `L${at(to)}`;
  const half = (from.y + to.y) / 2;
  return `C${at({ x: from.x, y: half })} ${at({ x: to.x, y: half })} ${at(to)}`;
}

function at({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}
