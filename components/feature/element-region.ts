import { isFrameworkOwned } from '../../src/lib/is-framework-owned.js';
import type { ContentRegion } from '../../src/model/content-region.js';
import { isContent } from './added-children.js';

/** The content of a `<zephr-feature>`: its children without a slot. */
export function createElementRegion(feature: HTMLElement): ContentRegion {
  return {
    parent: () => feature,
    nodes: () => [...feature.childNodes].filter(isContent),
    start: () => null,
    end: () => null,
    isContent,
    isOwned: feature.hasAttribute('keep-nodes') || isFrameworkOwned([...feature.childNodes, feature]),
  };
}
