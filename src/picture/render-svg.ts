import { escapeXml } from './escape-xml.js';
import { describePicture } from './describe-picture.js';
import type { Picture } from './picture.js';
import { round } from './round.js';
import { blockLane, type LaneBlock } from './block-lane.js';
import { STYLE } from './svg-style.js';
import { wrapText } from './wrap-text.js';

const MARGIN = 28;
const GAP = 20;
/** Greatest width of a row of lanes. */
const MAX_ROW_WIDTH = 1500;
const TITLE = { measured: 25.5, leading: 32 };
/** Width of the sample of a marked path, and the gap after it. */
const KEY = 38;
const SUBTITLE = { size: 13, leading: 20 };

/**
 * Draws a picture as SVG: one file with colours for light and dark schemes, and with a description for screen readers.
 */
export function renderSvg(picture: Picture): string {
  const rows = fillRows(picture.lanes.map(blockLane));
  const inner = rows.reduce((widest, row) => Math.max(widest, widthOf(row)), 0);
  let y = MARGIN;
  const texts: string[] = [];
  const write = (text: string, style: string, size: number, leading: number, indent = 0): void => {
    for (const line of wrapText(text, inner - indent, size, 3)) {
      y += leading;
      texts.push(`<text class="${style}" x="${MARGIN + indent}" y="${y - 9}">${escapeXml(line)}</text>`);
    }
  };
  write(picture.title, 'title', TITLE.measured, TITLE.leading);
  write(subtitleOf(picture), 'note muted', SUBTITLE.size, SUBTITLE.leading);
  if (picture.protection !== undefined) write(picture.protection, 'note muted', SUBTITLE.size, SUBTITLE.leading);
  if (picture.reader !== null) {
    // A sample of the marked path, before the text about it.
    texts.push(`<path class="arrow taken" d="M${MARGIN} ${y + SUBTITLE.leading - 13.5}h${KEY - 10}"/>`);
    write(picture.reader, 'note', SUBTITLE.size, SUBTITLE.leading, KEY);
  }
  y += GAP;
  const lanes = rows.map((row) => {
    const height = row.reduce((highest, block) => Math.max(highest, block.height), 0);
    let x = MARGIN;
    const drawn = row.map((block) => {
      const lane = `<g transform="translate(${round(x)} ${round(y)})">${block.draw(height)}</g>`;
      x += block.width + GAP;
      return lane;
    });
    y += height + GAP;
    return drawn.join('\n');
  });
  const [width, height] = [Math.ceil(inner + 2 * MARGIN), Math.ceil(y - GAP + MARGIN)];
  return wrapInSvg(picture, width, height, [...texts, ...lanes]);
}

/** Puts drawn parts into an SVG document with title, description, styles and paper. */
function wrapInSvg(picture: Picture, width: number, height: number, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="zephr-title zephr-desc">`,
    `<title id="zephr-title">${escapeXml(`${picture.title}: ${subtitleOf(picture)}`)}</title>`,
    `<desc id="zephr-desc">${escapeXml(describePicture(picture))}</desc>`,
    `<style>${STYLE}</style>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

/** Whether a text is an SVG document that `renderSvg` has made. */
export function isDrawnSvg(text: string): boolean {
  return /^<svg [^>]*aria-labelledby="zephr-title zephr-desc">/.test(text);
}

function subtitleOf({ feature }: Picture): string {
  return `Decisions of the feature ${feature}`;
}

/** Distributes lanes over rows. */
function fillRows(blocks: readonly LaneBlock[]): LaneBlock[][] {
  const rows: LaneBlock[][] = [];
  for (const block of blocks) {
    const row = rows.at(-1);
    if (row && widthOf([...row, block]) <= MAX_ROW_WIDTH) row.push(block);
    else rows.push([block]);
  }
  return rows;
}

function widthOf(row: readonly LaneBlock[]): number {
  return row.reduce((sum, { width }) => sum + width + GAP, -GAP);
}
