import type { Presentation } from '../../src/model/feature-host.js';
import { loadWallNeeds } from './load-wall-needs.js';
import type { Walls } from './shown.js';
import { ShownWalls } from './shown-walls.js';

// Guests of this chunk take these from it, as it is loaded whenever one of them is: a list of `trusted-types` would not let a
// second Lit through.
export { css, html, LitElement, nothing } from 'lit';
export { property } from '../internal/property.js';
export { controlStyles } from '../internal/control.styles.js';
export { findLanguage } from '../internal/find-language.js';
export { readText } from '../internal/read-text.js';
export { WordsController } from '../internal/words-controller.js';
export { textsOf } from '../../src/texts/load-texts.js';
export { pageBase } from '../internal/page-base.js';
export { LINK_SCHEMES, PAGE_SCHEMES } from '../internal/safe-href.js';
export { ZephrElement } from '../internal/zephr-element.js';
export { hostStyles } from '../internal/host.styles.js';

/** Loads what the walls of an outcome need, and gives what shows them. */
export async function prepare(presentation?: Presentation): Promise<Walls> {
  const fillFor = await loadWallNeeds(presentation);
  return {
    showWalls: (feature, shown, host, before) => new ShownWalls(feature, shown, host, fillFor, before),
  };
}
