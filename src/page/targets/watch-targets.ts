import { createFault } from '../../model/fault.js';
import type { FeatureHost } from '../../model/feature-host.js';
import { toPointer } from '../../lib/to-pointer.js';
import { isParsed, listen } from '../browser.js';
import { own } from '../../lib/own.js';
import { addRules } from './add-rules.js';
import { HIDING_RULES } from './hidden-nodes.js';
import { MAX_SEARCHED_NODES } from './limits.js';
import { follows } from './region.js';
import { TargetFinder, type FoundTarget, type SearchRoot, type TargetSiblings } from './target-finder.js';
import { findLostTargets } from './find-lost-targets.js';
import { CUT_MARK, TARGET_MARK, TargetView } from './target-view.js';

const DEFER = 'defer-hydration';
/** Fades the end of kept content, on a screen and in the page's own colours. */
const FADING_RULE = `@media screen and (forced-colors:none){[${CUT_MARK}]{mask-image:linear-gradient(#000 calc(100% - var(--zephr-fade,4.5em)),#0003)}}`;
/** Names the article of the targets inside. */
const ITEM = 'data-zephr-item';

/**
 * Gates the targets of a config, now and whenever more of them come into the page: before the browser paints them. One
 * observer watches the whole document.
 *
 * @param features - The features of the config.
 * @returns A function that ends it, and leaves the page as it was before.
 * @example
 * session.own(watchTargets(config.features, host));
 */
export function watchTargets(features: Readonly<Record<string, unknown>>, host: FeatureHost): () => void {
  const watcher = new TargetWatcher(features, host);
  return () => watcher.stop();
}

/** Keeps a view for each target of the page. */
class TargetWatcher {
  readonly #host: FeatureHost;
  readonly #features: Readonly<Record<string, unknown>>;
  readonly #finder: TargetFinder;
  /** Views by the anchors of their targets, also of targets that have left the page. */
  readonly #views = new WeakMap<Node, TargetView>();
  /** The views whose target is in the page. */
  readonly #live = new Set<TargetView>();
  readonly #reported = new Set<string>();
  readonly #observer = new MutationObserver((records) => this.#onMutations(records));
  /** Apart, so that attributes are not looked for among the records of many added nodes. */
  readonly #attributes = new MutationObserver((records) => this.#onAttributes(records));
  readonly #undo: (() => void)[] = [];
  #state: 'watching' | 'stopped' = 'watching';

  constructor(features: Readonly<Record<string, unknown>>, host: FeatureHost) {
    this.#host = host;
    this.#features = features;
    this.#finder = new TargetFinder(features, (...mistake) => this.#report(...mistake));
    this.#undo.push(
      addRules(HIDING_RULES + FADING_RULE),
      listen('DOMContentLoaded', () => setTimeout(() => this.#reportUnclosed())),
    );
    this.#search([document]);
    // Shows what the page has hidden until now by `visibility: var(--zephr-targets, hidden)`.
    this.#undo.push(addRules(':root{--zephr-targets:visible}'));
    this.#observer.observe(document, { childList: true, subtree: true });
    this.#attributes.observe(document, { subtree: true, attributeFilter: [DEFER, ITEM] });
  }

  stop(): void {
    this.#state = 'stopped';
    this.#observer.disconnect();
    this.#attributes.disconnect();
    for (const view of this.#live) view.stop();
    this.#live.clear();
    for (const undo of this.#undo) undo();
  }

  #onMutations(records: readonly MutationRecord[]): void {
    for (const view of this.#live) {
      if (view.isThere) view.check();
      else {
        // The target may return, and is gated then.
        this.#live.delete(view);
        view.stop();
      }
    }
    this.#searchIn(records);
  }

  #onAttributes(records: readonly MutationRecord[]): void {
    for (const { attributeName, target } of records) {
      if (attributeName !== ITEM) continue;
      for (const view of this.#live) if (target.contains(view.found.anchor)) this.#host.connect(view);
    }
    this.#searchIn(records);
  }

  #searchIn(records: readonly MutationRecord[]): void {
    const roots = rootsOf(records);
    if (roots.length) this.#search(roots.filter((node) => node.isConnected));
  }

  #search(roots: readonly SearchRoot[]): void {
    const before = [...this.#live];
    for (const found of this.#finder.find(roots)) this.#take(found, before);
    for (const found of findLostTargets(roots))
      if (own(this.#features[found.feature], 'target')) this.#take(found, before);
    if (isParsed()) setTimeout(() => this.#reportUnclosed());
  }

  /** Gates a target, unless it is gated already or overlaps with another. */
  #take(found: FoundTarget, before: readonly TargetView[]): void {
    const { anchor, feature, end } = found;
    const known = this.#views.get(anchor);
    if (known && known.feature !== feature) {
      if (this.#live.has(known)) this.#refuse(feature, known.feature);
      return;
    }
    if ((known && this.#live.has(known)) || !isReady(anchor)) return;
    const outer = this.#outerOf(anchor) ?? (end && this.#outerOf(end));
    if (outer !== null && outer !== undefined) {
      return found.isCopy || this.#isBack(found) ? undefined : this.#refuse(feature, outer);
    }
    // The walls of a target.
    if (anchor.parentElement?.closest(`[${TARGET_MARK}]`)) return;
    const view = known ?? new TargetView(found, this.#host, this.#siblingsOf(feature));
    this.#dropInner(view, before);
    this.#views.set(anchor, view);
    this.#live.add(view);
    view.connect();
  }

  #siblingsOf(feature: string): TargetSiblings {
    const finder = new TargetFinder({ [feature]: this.#features[feature] }, () => undefined);
    const find: TargetSiblings['find'] = (root) => finder.find([root]);
    return {
      find,
      here: () => {
        const others = [...this.#live].filter((view) => view.feature === feature).map(({ place }) => place);
        const places = [...new Set([...find(document).map(({ anchor }) => anchor as Node), ...others])];
        return places.sort((one, other) => (follows(one, other) ? -1 : 1));
      },
    };
  }

  /** Gives up targets inside a new one: the outer one gates them too. */
  #dropInner(view: TargetView, before: readonly TargetView[]): void {
    for (const inner of before) {
      if (inner === view || !view.holds(inner.found.anchor)) continue;
      this.#live.delete(inner);
      this.#views.delete(inner.found.anchor);
      inner.stop();
      this.#refuse(inner.feature, view.feature);
    }
  }

  /** The feature of the target, or of the feature element, that a node is inside of. */
  #outerOf(anchor: Node): string | null {
    for (let node = anchor.parentNode; node; node = node.parentNode) {
      const view = this.#views.get(node);
      if (view && this.#live.has(view)) return view.feature;
      if (node instanceof Element && node.localName === 'zephr-feature' && !node.hasAttribute(TARGET_MARK)) {
        return node.getAttribute('feature') ?? '';
      }
    }
    for (const view of this.#live) if (view.found.end && view.holds(anchor)) return view.feature;
    return null;
  }

  /** Whether an element is what a copy of the page lacked: the view that stands for it gates it. */
  #isBack({ anchor, feature }: FoundTarget): boolean {
    return [...this.#live].some((view) => view.found.isCopy && view.feature === feature && view.holds(anchor));
  }

  #refuse(feature: string, other: string): void {
    this.#report(feature, 'target-taken', '', `its target is the same as one of "${other}", or overlaps with it`);
  }

  #reportUnclosed(): void {
    for (const feature of this.#finder.unclosed()) {
      this.#report(
        feature,
        'target-unclosed',
        '/comment',
        'the marker that ends its target is missing, or content is beside a marker in its element',
      );
    }
  }

  /** Reports a fault once: a listing has many targets of one feature. */
  #report(feature: string, code: Parameters<typeof createFault>[0], pointer: string, message: string): void {
    if (this.#state === 'stopped' || this.#reported.size === this.#reported.add(`${feature} ${code}`).size) return;
    this.#host.report(createFault(code, message, feature, `/features${toPointer(feature)}/target${pointer}`));
  }
}

/** Whether a target may be gated: it is in the page, not inside a deferred element, and not a feature element itself. */
function isReady(anchor: Element | Comment): boolean {
  if (!anchor.isConnected || anchor.parentElement?.closest(`[${DEFER}]:not([${TARGET_MARK}])`)) return false;
  return !(anchor instanceof Element && (anchor.hasAttribute(DEFER) || anchor.localName === 'zephr-feature'));
}

/** The nodes below which changes may have added targets; the document where there are many. */
function rootsOf(records: readonly MutationRecord[]): SearchRoot[] {
  if (records.length > MAX_SEARCHED_NODES) return [document];
  const roots = records.flatMap(({ addedNodes, target, type }) =>
    type === 'attributes'
      ? [target as Element]
      : [...addedNodes].filter((node) => node instanceof Element || node instanceof Comment),
  );
  return roots.length > MAX_SEARCHED_NODES ? [document] : roots;
}
