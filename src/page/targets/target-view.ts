import type { FeatureHost, FeatureView, Presentation } from '../../model/feature-host.js';
import type { FoundTarget } from './find-targets.js';
import { createHiding, unmark, type Hiding } from './create-hiding.js';
import { isFrameworkOwned } from '../../lib/is-framework-owned.js';
import { follows, regionOf, type Region } from './region.js';

/** Marks the element that stands for a target, and its own copies of content. */
export const PLACE = 'data-zephr-target';
/** Marks what a place adds to its children. */
const ADDED = 'data-zephr-added';
/** How often a place that the page, or something in it, takes away comes back. */
const MOST = 10;

type Place = HTMLElement & FeatureView;

/**
 * Shows a feature at a target of the page. Where all of it may be read, the page is left as it is. Otherwise a
 * `<zephr-feature>` stands in the target and holds its nodes, the very same ones, and gives them back when they may be read.
 * In a tree that a framework owns they stay where they are and are hidden, and the place stands beside them.
 */
export class TargetView implements FeatureView {
  readonly feature: string;
  readonly found: FoundTarget;
  readonly #host: FeatureHost;
  readonly #region: Region;
  #place: Place;
  #shown: Presentation | null = null;
  /** The content is inside the place. */
  #isInside = false;
  #hiding: Hiding | null = null;
  /** What was copied, where a framework owns the content. */
  #copied: string | null = null;
  #isMounted = false;
  /** The place stands beside the target, which a framework owns. */
  #isBeside = false;
  #returns = 0;

  constructor(found: FoundTarget, host: FeatureHost) {
    this.feature = found.feature;
    this.found = found;
    this.#host = host;
    this.#place = aPlace(this.feature);
    this.#region = regionOf(found, () => this.#place);
  }

  /** Where all may be read, nothing has to come before that is so. */
  get decision(): FeatureView['decision'] {
    const decision = this.#shown?.decision;
    return decision?.access && !decision.components.length ? decision : this.#place.decision;
  }

  get style(): FeatureView['style'] {
    return this.#place.style;
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

  /** Gives the page back as it was. */
  stop(): void {
    this.disconnect();
    this.#restore();
    this.#shown = null;
  }

  /** A target that is known is hidden until it is decided. */
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
      if (this.#copied !== null) this.#renewPlace();
      if (!this.#isMounted) this.#put();
    } else this.#gate(typeof presentation.decision.content === 'object');
    await this.#place.present(presentation);
  }

  /** Looks whether the page, or something in it, has changed what stands here. */
  check(): void {
    if (!this.#isMounted || !this.#shown) return;
    const strays = this.#isInside ? this.#region.nodes() : [];
    const isContent = strays.some((node) => node instanceof Element || node.textContent?.trim());
    if (this.#place.parentNode !== (this.#isBeside ? this.#region.around() : this.#region.parent())) {
      // New content came in the place of all that stood here, or somebody took the wall away.
      if (isContent) void this.#again();
      else if (this.#returns++ < MOST) this.#put();
    } else if (isContent) {
      const { firstChild } = this.#place;
      for (const node of strays) move(node, this.#place, follows(this.#place, node) ? null : firstChild);
    } else if (this.#copied !== null && this.#copied !== this.#text()) void this.#again();
    else if (this.#hiding) this.#hide();
  }

  #again(): Promise<void> {
    this.#renewPlace();
    return this.present(this.#shown!);
  }

  /** Puts the place and moves the content into it, or hides that. */
  #gate(keeps: boolean): void {
    const isNew = !this.#isInside && !this.#hiding;
    if (isNew) {
      const nodes = this.#region.nodes();
      this.#isBeside = isFrameworkOwned(nodes.length ? nodes : [this.found.anchor]);
      this.#put();
      this.#isInside = !this.#isBeside;
      if (this.#isInside) for (const node of nodes) move(node, this.#place, null);
    }
    if (!this.#isBeside) return;
    // A teaser is cut from what is in the place.
    const copies = keeps && this.#copied === null ? this.#region.boxes().map(copyOf) : [];
    if (isNew) this.#hide();
    if (copies.length) this.#copied = this.#text();
    this.#place.append(...copies);
  }

  #hide(waits?: boolean): void {
    this.#hiding ??= createHiding(waits);
    // A framework may have put more there.
    this.#hiding.add(this.#region.boxes());
  }

  #put(): void {
    this.#isMounted = true;
    if (this.#isBeside) this.#region.around()?.insertBefore(this.#place, this.#region.after());
    else this.#region.parent()?.insertBefore(this.#place, this.#region.before());
  }

  #show(): void {
    this.#hiding?.undo();
    this.#hiding = null;
  }

  #text(): string {
    return this.#region
      .boxes()
      .map((node) => node.textContent)
      .join('');
  }

  /** The old place is left as if the content could be read: its walls are closed. */
  #renewPlace(): void {
    this.#open();
    this.#place.remove();
    this.#place = aPlace(this.feature);
    this.#copied = null;
    this.#isMounted = this.#isInside = this.#isBeside = false;
    this.#show();
  }

  /** Takes the walls away, so that the place holds nothing but the content. */
  #open(): void {
    if (!this.#isMounted || !this.#shown) return;
    const { decision } = this.#shown;
    const whole = { ...decision, access: true, content: 'show', components: [] } as const;
    // Without walls to wait for, it is done when the call returns.
    void this.#place.present({ ...this.#shown, broken: false, decision: whole });
  }

  #restore(): void {
    this.#show();
    if (!this.#isMounted) return;
    this.#open();
    const place = this.#place;
    const { parentNode } = place;
    if (this.#isInside && parentNode) {
      for (const node of [...place.childNodes]) {
        if (!(node instanceof Element && node.hasAttribute(ADDED))) move(node, parentNode, place);
      }
    }
    this.#renewPlace();
  }
}

function aPlace(feature: string): Place {
  const place = document.createElement('zephr-feature') as Place;
  place.setAttribute('feature', feature);
  place.setAttribute(PLACE, '');
  // Its nodes are given back by the target, which looks for them here.
  place.setAttribute('keep-nodes', '');
  // It is presented by its target alone, and does not ask for itself.
  place.setAttribute('defer-hydration', '');
  return place;
}

/** A copy without ids, as an id may stand in a page only once. */
function copyOf(node: Node): Node {
  const copy = node.cloneNode(true);
  if (copy instanceof Element) {
    for (const element of [copy, ...copy.querySelectorAll('[id]')]) element.removeAttribute('id');
    unmark(copy);
    for (const script of copy.querySelectorAll('script')) script.remove();
  }
  return copy;
}

/** Moves a node, with all its state where the browser can do that: a frame is not loaded anew, a video plays on. */
function move(node: Node, parent: Node, before: Node | null): void {
  const { moveBefore } = parent as { moveBefore?: (node: Node, before: Node | null) => void };
  try {
    moveBefore!.call(parent, node, before);
  } catch {
    parent.insertBefore(node, before);
  }
}
