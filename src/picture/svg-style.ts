/** A colour in the light and in the dark scheme. */
type Colours = readonly [light: string, dark: string];

const PAPER: Colours = ['#ffffff', '#11141a'];
const LANE: Colours = ['#f4f5f8', '#191e27'];
const LANE_EDGE: Colours = ['#dcdfe7', '#2c3341'];
const CARD: Colours = ['#ffffff', '#232936'];
const EDGE: Colours = ['#8790a3', '#7d889d'];
const LINE: Colours = ['#6a7386', '#8d98ad'];
const INK: Colours = ['#1b2130', '#e9ecf3'];
const MUTED: Colours = ['#565e70', '#a9b2c3'];
const ACCENT: Colours = ['#1f4fd8', '#8db4ff'];
const SHOW: Colours = ['#1a7a48', '#5cc98d'];
const SHOW_FILL: Colours = ['#e8f6ee', '#16301f'];
const KEEP: Colours = ['#8a5d00', '#e3b553'];
const KEEP_FILL: Colours = ['#fcf3da', '#33290f'];
const HIDE: Colours = ['#b3261e', '#f2918a'];
const HIDE_FILL: Colours = ['#fcebea', '#3a1b19'];

/** Colours by selector and property. */
const COLOURS: readonly (readonly [selector: string, property: 'fill' | 'stroke', colours: Colours])[] = [
  ['.paper', 'fill', PAPER],
  ['.lane', 'fill', LANE],
  ['.lane', 'stroke', LANE_EDGE],
  ['text', 'fill', INK],
  ['.muted, .heading, .detail', 'fill', MUTED],
  ['.box', 'fill', CARD],
  ['.box', 'stroke', EDGE],
  ['.arrow', 'stroke', LINE],
  ['.tip, .dot', 'fill', LINE],
  ['.tag', 'fill', LANE],
  ['.ring, .arrow.taken, .taken .box', 'stroke', ACCENT],
  ['.tip.taken, .taken .dot, .tag-text.taken', 'fill', ACCENT],
  ['.show .box, .show .page', 'stroke', SHOW],
  ['.show .box', 'fill', SHOW_FILL],
  ['.show .print', 'fill', SHOW],
  ['.keep .box, .keep .page', 'stroke', KEEP],
  ['.keep .box', 'fill', KEEP_FILL],
  ['.keep .print', 'fill', KEEP],
  ['.hide .box, .hide .page', 'stroke', HIDE],
  ['.hide .box', 'fill', HIDE_FILL],
  ['.hide .print', 'fill', HIDE],
];

const SHAPES = `
text{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-size:14px}
.title{font-size:22px;font-weight:600}
.lane-title{font-size:16px;font-weight:600}
.note{font-size:13px}
.name{font-weight:600}
.heading{font-size:11px}
.detail,.tag-text{font-size:12px}
.tag-text{text-anchor:middle}
.lane{stroke-width:1}
.box{stroke-width:1.5}
.outcome .box{stroke-width:2}
.taken .box{stroke-width:2}
.default .box{stroke-dasharray:5 4}
.arrow{fill:none;stroke-width:1.5}
.arrow.taken{stroke-width:3}
.ring{fill:none;stroke-width:2.5}
.page{fill:none;stroke-width:1.5}
.tag-text.taken{font-weight:600}`.replaceAll('\n', '');

/**
 * The style sheet of a picture, which follows the reader's colour scheme. Plain colours without custom properties, as
 * other programs than browsers draw SVG too.
 */
export const STYLE = `${SHAPES}${colours(0)}@media (prefers-color-scheme:dark){${colours(1)}}`;

function colours(scheme: 0 | 1): string {
  return COLOURS.map(([selector, property, pair]) => `${selector}{${property}:${pair[scheme]}}`).join('');
}
