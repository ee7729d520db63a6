import { own } from '../../lib/own.js';

/** Something in the page that a feature is to gate: an element, or what stands between two comments. */
export interface FoundTarget {
  readonly feature: string;
  /** The element, or the comment that begins it. */
  readonly anchor: Element | Comment;
  /** The comment that ends it. */
  readonly end?: Comment;
}

/** What the targets of a config look for. */
export interface TargetFinder {
  /** Finds what is in these trees, in the order of the document; features that share a target in that of the config. */
  readonly find: (roots: readonly (Document | Element | Comment)[]) => FoundTarget[];
  /** Features whose beginning has been found and whose end has not. */
  readonly unclosed: () => Set<string>;
}

/** Zephr's own markers, and those of its older pages. */
const MARKER = /^\s*(?:ZEPHR|BLAIZE)_FEATURE(_END)?\s+(\S+)\s*$/;

/**
 * Makes a finder.
 *
 * @param features - Those of the config.
 * @param onMistake - Told of a target that cannot be looked for: `pointer` is into `target`.
 */
export function createFinder(
  features: Readonly<Record<string, unknown>>,
  onMistake: (feature: string, code: 'type-wrong' | 'selector-invalid', pointer: string, message: string) => void,
): TargetFinder {
  const selectors: { readonly feature: string; readonly selector: string }[] = [];
  const slugs = new Map<string, string[]>();
  /** Markers whose other end is not there yet. */
  const open = new Map<Comment, string>();

  for (const feature of Object.keys(features)) {
    const target = own(features[feature], 'target');
    if (target === undefined) continue;
    const [selector, slug] = [own(target, 'selector'), own(target, 'comment')];
    if (typeof selector === 'string' && selector) {
      if (isSelector(selector)) selectors.push({ feature, selector });
      else onMistake(feature, 'selector-invalid', '/selector', `"${selector}" is no selector that this browser knows`);
    } else if (typeof slug === 'string' && slug) slugs.set(slug, [...(slugs.get(slug) ?? []), feature]);
    else onMistake(feature, 'type-wrong', '', 'a target has a "selector" or a "comment"');
  }
  const order = Object.keys(features);

  const findRanges = (root: Document | Element | Comment): FoundTarget[] => {
    for (const comment of commentsIn(root)) {
      const [, isEnd, slug = ''] = MARKER.exec(comment.data) ?? [];
      if (slugs.has(slug) && !isEnd) open.set(comment, slug);
    }
    return [...open].flatMap(([anchor, slug]) => {
      const end = endOf(anchor, slug);
      if (!end && anchor.isConnected) return [];
      open.delete(anchor);
      if (!end) return [];
      return slugs.get(slug)!.map((feature) => ({ feature, anchor, end }));
    });
  };

  return {
    find: (roots) => {
      const found: FoundTarget[] = [];
      for (const root of roots) {
        if (!(root instanceof Comment)) {
          for (const { feature, selector } of selectors) {
            if (root instanceof Element && root.matches(selector)) found.push({ feature, anchor: root });
            for (const anchor of root.querySelectorAll(selector)) found.push({ feature, anchor });
          }
        }
        if (slugs.size) found.push(...findRanges(root));
      }
      if (found.length < 2) return found;
      return found.sort((one, other) => {
        if (one.anchor === other.anchor) return order.indexOf(one.feature) - order.indexOf(other.feature);
        return one.anchor.compareDocumentPosition(other.anchor) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
      });
    },
    unclosed: () => new Set([...open].flatMap(([{ isConnected }, slug]) => (isConnected ? slugs.get(slug)! : []))),
  };
}

function isSelector(selector: string): boolean {
  try {
    document.createDocumentFragment().querySelector(selector);
    return true;
  } catch {
    return false;
  }
}

function* commentsIn(root: Document | Element | Comment): Generator<Comment> {
  if (root instanceof Comment) yield root;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) yield walker.currentNode as Comment;
}

/** The marker that ends what another begins: one of its siblings. */
function endOf(start: Comment, slug: string): Comment | null {
  for (let node = start.nextSibling; node; node = node.nextSibling) {
    if (!(node instanceof Comment)) continue;
    const [, isEnd, name] = MARKER.exec(node.data) ?? [];
    if (isEnd && name === slug) return node;
  }
  return null;
}
