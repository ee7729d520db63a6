import type { PageChild, PageNode } from './page-node.js';

/** The gated content of a feature: the children of its element, or the nodes of a target. */
export interface ContentRegion {
  /** The node whose children the content is; `null` where that has left the page. */
  readonly parent: () => PageNode | null;
  /** The nodes of the content that are in the page, in order. */
  readonly nodes: () => readonly PageChild[];
  /** The node behind which the content begins; `null` where it begins with its parent. */
  readonly start: () => PageChild | null;
  /** The node in front of which the content ends; `null` where it ends with its parent. */
  readonly end: () => PageChild | null;
  /** Whether a child of the parent is content, and not added by the SDK or meant for a slot. */
  readonly isContent: (node: PageChild) => boolean;
  /** The last node in clear, where more follows that is sealed or withheld. */
  readonly lastInClear?: () => PageChild | undefined;
  /** Whether a framework owns the nodes: then they stay in the page, out of sight. */
  readonly isOwned: boolean;
  /** The walls are there, and hide from now on what a reader may not see. */
  readonly reveal?: () => void;
  /** The content has come back. */
  readonly conceal?: () => void;
  /** Nothing of the content may be seen, and a framework owns it. */
  readonly hide?: () => void;
  /** Fades the last node that is kept; `null` ends that. */
  readonly fade?: (last: PageChild | null) => void;
}

/** An element whose content is elsewhere than in itself: the one of a target. */
export interface RegionHolder {
  _region?: ContentRegion;
}

/** Marks an element that shows the walls of a feature element elsewhere. */
export interface OutsideElement {
  /** A copy of it lacks this. */
  _isOriginal?: boolean;
}
