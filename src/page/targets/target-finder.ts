import { own } from '../../lib/own.js';
import { findRange } from './find-range.js';
import { readMarker } from './read-marker.js';

/** A target in the page: an element, or the nodes between two comments. */
export interface FoundTarget {
  readonly feature: string;
  /** The element; or the first of the two comments, or the element that holds nothing else after it. */
  readonly anchor: Element | Comment;
  /** The second of the two comments, or the element that begins with it: a sibling of the anchor. */
  readonly end?: Element | Comment;
  /** It stands for an element that was gated as a whole, in a copy of a page that lacks it. */
  readonly isCopy?: boolean;
}

/** The targets of one feature. */
export interface TargetSiblings {
  /** Finds them in a document. */
  readonly find: (root: Document) => readonly FoundTarget[];
  /** Where they are in this page, in order: their anchors, or what is in place of an element that is put aside. */
  readonly here: () => readonly Node[];
}

/** A node below which targets are looked for. */
export type SearchRoot = Document | Element | Comment;

/** Reports a target that cannot be looked for. `pointer` is relative to the feature's `target`. */
export type ReportMistake = (
  feature: string,
  code: 'type-wrong' | 'selector-invalid',
  pointer: string,
  message: string,
) => void;

/** Finds the targets of a config in the page. */
export class TargetFinder {
  /** Ids of features, in the order of the config. */
  readonly #order: readonly string[];
  readonly #selectors: { readonly feature: string; readonly selector: string }[] = [];
  /** Features by the slug of their markers. */
  readonly #slugs = new Map<string, string[]>();
  /** First markers whose second marker has not been found yet, with their slugs. */
  readonly #open = new Map<Comment, string>();

  /** @param features - The features of the config. */
  constructor(features: Readonly<Record<string, unknown>>, onMistake: ReportMistake) {
    this.#order = Object.keys(features);
    for (const feature of this.#order) {
      const target = own(features[feature], 'target');
      if (target === undefined) continue;
      const [selector, slug] = [own(target, 'selector'), own(target, 'comment')];
      if (typeof selector === 'string' && selector) {
        if (isSelector(selector)) this.#selectors.push({ feature, selector });
        else
          onMistake(
            feature,
            'selector-invalid',
            '/selector',
            `"${selector}" is not a selector that this browser knows`,
          );
      } else if (typeof slug === 'string' && slug) {
        this.#slugs.set(slug, [...(this.#slugs.get(slug) ?? []), feature]);
      } else onMistake(feature, 'type-wrong', '', 'a target has a "selector" or a "comment"');
    }
  }

  /** Finds the targets in these trees, in the order of the document; features of one target in the order of the config. */
  find(roots: readonly SearchRoot[]): FoundTarget[] {
    const found = roots.flatMap((root) => [
      ...(root instanceof Comment ? [] : this.#findElements(root)),
      ...(this.#slugs.size ? this.#findRanges(root) : []),
    ]);
    if (found.length < 2) return found;
    return found.sort((one, other) => {
      if (one.anchor === other.anchor) return this.#order.indexOf(one.feature) - this.#order.indexOf(other.feature);
      return one.anchor.compareDocumentPosition(other.anchor) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
    });
  }

  /** Features whose first marker is in the page and whose second one is not. */
  unclosed(): Set<string> {
    return new Set([...this.#open].flatMap(([{ isConnected }, slug]) => (isConnected ? this.#slugs.get(slug)! : [])));
  }

  #findElements(root: Document | Element): FoundTarget[] {
    return this.#selectors.flatMap(({ feature, selector }) => [
      ...(root instanceof Element && root.matches(selector) ? [{ feature, anchor: root }] : []),
      ...Array.from(root.querySelectorAll(selector), (anchor) => ({ feature, anchor })),
    ]);
  }

  #findRanges(root: SearchRoot): FoundTarget[] {
    for (const comment of commentsIn(root)) {
      const marker = readMarker(comment);
      if (marker && !marker.isEnd && this.#slugs.has(marker.slug)) this.#open.set(comment, marker.slug);
    }
    return [...this.#open].flatMap(([comment, slug]) => {
      const range = findRange(comment, slug);
      if (!range && comment.isConnected) return [];
      this.#open.delete(comment);
      if (!range) return [];
      return this.#slugs.get(slug)!.map((feature) => ({ feature, ...range }));
    });
  }
}

function isSelector(selector: string): boolean {
  try {
    document.createDocumentFragment().querySelector(selector);
    return true;
  } catch {
    return false;
  }
}

function* commentsIn(root: SearchRoot): Generator<Comment> {
  if (root instanceof Comment) yield root;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) yield walker.currentNode as Comment;
}
