import { isFrameworkOwned } from '../../src/lib/is-framework-owned.js';

/** Content that is not part of the page at the moment, and the number of outcomes that keep it so. */
interface Detached {
  readonly content: DocumentFragment;
  holders: number;
}

/** The gated content of a feature while a wall is shown in its place. */
export interface DetachedContent {
  /** Shared by the outcomes that follow each other in a feature; `null` where the content stays in the page. */
  readonly detached: Detached | null;
  /** The nodes in their order, wherever they are. */
  readonly nodes: () => readonly ChildNode[];
  /** Detaches content that has come into the feature since. */
  readonly detach: () => void;
  /** Attaches the content as it was, listeners and state included, once no other outcome keeps it away. */
  readonly attach: () => void;
}

/**
 * Takes the gated content of a feature out of the page, not only out of sight. Nodes that a framework owns stay where they are
 * and get no slot: the framework would throw when it updates nodes that are gone.
 *
 * @param stays - Whether the content is to be seen, so that nothing is detached.
 * @param isGated - Whether a child is content, and not an element with a slot.
 * @param before - The content of the outcome that this one follows.
 */
export function detachContent(
  feature: HTMLElement,
  stays: boolean,
  isGated: (node: ChildNode) => boolean,
  before: DetachedContent | undefined,
): DetachedContent {
  const find = (): ChildNode[] => [...feature.childNodes].filter(isGated);
  if (stays || feature.hasAttribute('keep-nodes') || isFrameworkOwned([...feature.childNodes, feature])) {
    return { detached: null, nodes: find, detach: () => undefined, attach: () => undefined };
  }
  const detached = before?.detached ?? { content: document.createDocumentFragment(), holders: 0 };
  detached.holders++;
  let isHeld = true;
  const detach = (): void => detached.content.append(...find());
  detach();
  return {
    detached,
    nodes: () => [...detached.content.childNodes],
    detach,
    attach: () => {
      if (!isHeld) return;
      isHeld = false;
      if (--detached.holders === 0) feature.prepend(detached.content);
    },
  };
}
