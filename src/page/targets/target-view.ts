import type { FeatureHost, FeatureView, Presentation } from '../../model/feature-host.js';
import { isFrameworkOwned } from '../../lib/is-framework-owned.js';
import { HiddenNodes, unmark } from './hidden-nodes.js';
import { MAX_RETURNS } from './limits.js';
import { createRegion, follows, type Region } from './region.js';
import type { FoundTarget } from './target-finder.js';

/** Marks the feature element of a target, and with it its copies of content. */
export const TARGET_MARK = 'data-zephr-target';
/** Marks what a feature element adds to its children. */
const ADDED = 'data-zephr-added';

type FeatureElement = HTMLElement & FeatureView;

/**
 * Shows a feature at a target of the page. Where the reader may read all of it, the page is left as it is. Otherwise a
 * `<zephr-feature>` in the target holds its nodes, the very same ones, and gives them back when the reader may read them. A
 * tree that a framework owns is not changed: its nodes are hidden, and the element is inserted beside the target.
 */
export class TargetView implements FeatureView {
  readonly feature: string;
  readonly found: FoundTarget;
  readonly #host: FeatureHost;
  readonly #region: Region;
  #element: FeatureElement;
  #shown: Presentation | null = null;
  /** The content is inside the feature element. */
  #isInside = false;
  #hidden: HiddenNodes | null = null;
  /** Text of the content that was copied, where a framework owns it. */
  #copied: string | null = null;
  #isMounted = false;
  /** The feature element is beside the target, which a framework owns. */
  #isBeside = false;
  #returns = 0;

  constructor(found: FoundTarget, host: FeatureHost) {
    this.feature = found.feature;
    this.found = found;
    this.#host = host;
    this.#element = createElement(this.feature);
    this.#region = createRegion(found, () => this.#element);
  }

  /** Full access is shown at once: it needs no feature element. */
  get decision(): FeatureView['decision'] {
    const decision = this.#shown?.decision;
    return decision?.access && !decision.components.length ? decision : this.#element.decision;
  }

  get style(): FeatureView['style'] {
    return this.#element.style;
  }

  /** Whether the page has the target. */
  get isThere(): boolean {
    return this.#region.isThere();
  }

  holds(node: Node): boolean {
    return this.#region.holds(node);
  }

  connect(): void {
    this.#host.connect(this);
    this.wait();
  }

  disconnect(): void {
    this.#host.disconnect(this);
  }

  /** Leaves the page as it was before. */
  stop(): void {
    this.disconnect();
    this.#restore();
    this.#shown = null;
  }

  /** Hides the target until it is decided. */
  wait(): void {
    if (!this.#shown) this.#hide(true);
  }

  release(): void {
    this.stop();
  }

  async present(presentation: Presentation): Promise<void> {
    const { access, components } = presentation.decision;
    const isFirst = !this.#shown;
    this.#shown = presentation;
    if (isFirst) this.#show();
    if (access && !components.length) return this.#restore();
    if (access) {
      this.#show();
      if (this.#copied !== null) this.#renewElement();
      if (!this.#isMounted) this.#put();
    } else this.#gate(typeof presentation.decision.content === 'object');
    await this.#element.present(presentation);
  }

  /** Reacts to changes that the page, or a script in it, has made in the target. */
  check(): void {
    if (!this.#isMounted || !this.#shown) return;
    const strays = this.#isInside ? this.#region.nodes() : [];
    const isContent = strays.some((node) => node instanceof Element || node.textContent?.trim());
    if (this.#element.parentNode !== (this.#isBeside ? this.#region.around() : this.#region.parent())) {
      // New content has replaced all nodes, or a script has removed the feature element.
      if (isContent) void this.#again();
      else if (this.#returns++ < MAX_RETURNS) this.#put();
    } else if (isContent) {
      const { firstChild } = this.#element;
      for (const node of strays) move(node, this.#element, follows(this.#element, node) ? null : firstChild);
    } else if (this.#copied !== null && this.#copied !== this.#text()) void this.#again();
    else if (this.#hidden) this.#hide();
  }

  #again(): Promise<void> {
    this.#renewElement();
    return this.present(this.#shown!);
  }

  /** Inserts the feature element, and moves the content into it or hides it. */
  #gate(keeps: boolean): void {
    const isNew = !this.#isInside && !this.#hidden;
    if (isNew) {
      const nodes = this.#region.nodes();
      this.#isBeside = isFrameworkOwned(nodes.length ? nodes : [this.found.anchor]);
      this.#put();
      this.#isInside = !this.#isBeside;
      if (this.#isInside) for (const node of nodes) move(node, this.#element, null);
    }
    if (!this.#isBeside) return;
    // A teaser is made from the content of the feature element.
    const copies = keeps && this.#copied === null ? this.#region.boxes().map(copyOf) : [];
    if (isNew) this.#hide();
    if (copies.length) this.#copied = this.#text();
    this.#element.append(...copies);
  }

  #hide(keepsSpace?: boolean): void {
    this.#hidden ??= new HiddenNodes(keepsSpace);
    // A framework may have added nodes.
    this.#hidden.add(this.#region.boxes());
  }

  #put(): void {
    this.#isMounted = true;
    if (this.#isBeside) this.#region.around()?.insertBefore(this.#element, this.#region.after());
    else this.#region.parent()?.insertBefore(this.#element, this.#region.before());
  }

  #show(): void {
    this.#hidden?.undo();
    this.#hidden = null;
  }

  #text(): string {
    return this.#region
      .boxes()
      .map((node) => node.textContent)
      .join('');
  }

  /** Replaces the feature element. The old one is left with full access, so its walls are closed. */
  #renewElement(): void {
    this.#open();
    this.#element.remove();
    this.#element = createElement(this.feature);
    this.#copied = null;
    this.#isMounted = this.#isInside = this.#isBeside = false;
    this.#show();
  }

  /** Removes the walls, so that the feature element holds nothing but the content. */
  #open(): void {
    if (!this.#isMounted || !this.#shown) return;
    const { decision } = this.#shown;
    const whole = { ...decision, access: true, content: 'show', components: [] } as const;
    // Without walls to load, this is done when the call returns.
    void this.#element.present({ ...this.#shown, broken: false, decision: whole });
  }

  #restore(): void {
    this.#show();
    if (!this.#isMounted) return;
    this.#open();
    const element = this.#element;
    const { parentNode } = element;
    if (this.#isInside && parentNode) {
      for (const node of [...element.childNodes]) {
        if (!(node instanceof Element && node.hasAttribute(ADDED))) move(node, parentNode, element);
      }
    }
    this.#renewElement();
  }
}

function createElement(feature: string): FeatureElement {
  const element = document.createElement('zephr-feature') as FeatureElement;
  element.setAttribute('feature', feature);
  element.setAttribute(TARGET_MARK, '');
  // The view gives the nodes back, and looks for them here.
  element.setAttribute('keep-nodes', '');
  // Only its view presents to it; it does not connect to the host by itself.
  element.setAttribute('defer-hydration', '');
  return element;
}

/** A copy without ids, as an id must be unique in a page, and without scripts. */
function copyOf(node: Node): Node {
  const copy = node.cloneNode(true);
  if (copy instanceof Element) {
    for (const element of [copy, ...copy.querySelectorAll('[id]')]) element.removeAttribute('id');
    unmark(copy);
    for (const script of copy.querySelectorAll('script')) script.remove();
  }
  return copy;
}

/** Moves a node, with its state where the browser supports that: a frame does not reload, a video plays on. */
function move(node: Node, parent: Node, before: Node | null): void {
  const { moveBefore } = parent as { moveBefore?: (node: Node, before: Node | null) => void };
  try {
    moveBefore!.call(parent, node, before);
  } catch {
    parent.insertBefore(node, before);
  }
}
