import type { Config } from '../../src/model/config.js';
import type { Decision } from '../../src/model/decision.js';
import { markPath } from '../../src/picture/mark-path.js';
import { readPicture } from '../../src/picture/read-picture.js';
import { renderSvg } from '../../src/picture/render-svg.js';
import { STYLE } from '../../src/picture/svg-style.js';
import { buildSvg } from './build-svg.js';

/** Share of its width below which the words of a drawing are too small to read. */
const MIN_SHARE = 0.75;

/**
 * Draws the rule of a decision with its path, in a shadow root of the element, so that the styles of the drawing stay there.
 *
 * @param place - An element that may have a shadow root.
 * @throws {Error} Where the rule cannot be drawn: it has a mistake.
 */
export function drawPath(place: HTMLElement, config: Config, decision: Decision): void {
  const picture = readPicture(config, decision.feature, [decision.userState]);
  markPath(picture, decision);
  const drawing = buildSvg(renderSvg(picture));
  const root = place.shadowRoot ?? place.attachShadow({ mode: 'open' });
  const width = Number(drawing.getAttribute('width'));
  const sheet = new CSSStyleSheet();
  // As wide as its place, where its words can be read then.
  const fitting = `inline-size:100%;min-inline-size:${width * MIN_SHARE}px;max-inline-size:${width}px`;
  sheet.replaceSync(`svg{display:block;block-size:auto;${fitting}}${STYLE}`);
  root.adoptedStyleSheets = [sheet];
  root.replaceChildren(drawing);
}
