import { isFrameworkOwned } from '../../src/lib/is-framework-owned.js';
import type { ContentRegion } from '../../src/model/content-region.js';
import { isMatch } from '../internal/tree.js';
import { isContent } from './added-children.js';
import { SEAL } from './find-seals.js';

/** The content of a `<zephr-feature>`: its children without a slot. */
export function createElementRegion(feature: HTMLElement): ContentRegion {
  return {
    parent: () => feature,
    nodes: () => [...feature.childNodes].filter(isContent),
    start: () => null,
    end: () => null,
    isContent,
    lastInClear: () => (feature.matches('[sealed],[src]') ? lastInClear(feature) : undefined),
    isOwned: feature.hasAttribute('keep-nodes') || isFrameworkOwned([...feature.childNodes, feature]),
  };
}

/** The last child that is in clear and more than space. */
function lastInClear(feature: HTMLElement): ChildNode | undefined {
  const isSeen = (node: ChildNode): boolean =>
    isContent(node) &&
    (node instanceof Text ? node.data.trim() !== '' : node instanceof Element && !isMatch(node, SEAL));
  return [...feature.childNodes].findLast(isSeen);
}
