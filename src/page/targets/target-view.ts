import type { ContentRegion, RegionHolder } from '../../model/content-region.js';
import { needsWalls, type FeatureHost, type FeatureView, type Presentation } from '../../model/feature-host.js';
import { createFault } from '../../model/fault.js';
import { findPlace } from '../../lib/find-place.js';
import { isFrameworkOwned } from '../../lib/is-framework-owned.js';
import { FILE_TIMEOUT_MS } from '../../lib/request/limits.js';
import { surround } from '../../lib/surround.js';
import { within } from '../../lib/within.js';
import { HIDDEN, HiddenNodes, PENDING } from './hidden-nodes.js';
import { MAX_RETURNS, RETURNS_MS } from './limits.js';
import { createRegion, type Region } from './region.js';
import type { FoundTarget, TargetSiblings } from './target-finder.js';

/** Marks the feature element of a target. */
export const TARGET_MARK = 'data-zephr-target';
/** Marks the last node of a target that is kept, where it was cut. */
export const CUT_MARK = 'data-zephr-cut';

type FeatureElement = HTMLElement & FeatureView & RegionHolder;

/**
 * Shows a feature at a target of the page. Where the reader may read all of it, the page is left as it is. Otherwise a
 * `<zephr-feature>` at the end of the target shows the walls; the nodes of the target stay where they are, or leave
 * the page until the reader may read them. A tree that a framework owns is not changed: its nodes are hidden, and the element
 * is inserted beside the target.
 */
export class TargetView implements FeatureView {
  readonly feature: string;
  readonly found: FoundTarget;
  readonly #host: FeatureHost;
  readonly #region: Region;
  #element: FeatureElement;
  #shown: Presentation | null = null;
  #hidden: HiddenNodes | null = null;
  #isMounted = false;
  /** A framework owns the target. */
  #isOwned = false;
  /** The feature element, or what is around it where the page takes only elements of a kind. */
  #outer: HTMLElement;
  /** The parent that was asked for, and the one that it is in. */
  #places: { readonly asked: Node | null; readonly parent: Node } | null = null;
  #faded: Element | null = null;
  #returns = 0;
  #returnsSince = 0;

  /** Its content is missing: it is a copy of a target that had a wall. */
  #isLost = false;
  #turn = 0;
  readonly #siblings: TargetSiblings;

  constructor(found: FoundTarget, host: FeatureHost, siblings: TargetSiblings) {
    this.#siblings = siblings;
    this.#isLost = found.isCopy === true;
    this.feature = found.feature;
    this.found = found;
    this.#host = host;
    this.#outer = this.#element = createElement(this.feature);
    this.#region = createRegion(found, () => this.#outer);
  }

  /** Full access is shown at once: it needs no feature element. */
  get decision(): FeatureView['decision'] {
    const decision = this.#shown?.decision;
    return decision?.access && !decision.components.length ? decision : this.#element.decision;
  }

  get anchor(): Node {
    return this.found.anchor;
  }

  /** The anchor, or what is in its place while it is put aside. */
  get place(): Node {
    return this.anchor.isConnected ? this.anchor : this.#outer;
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
    this.#isLost = this.#takeMarks() || this.#isLost;
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
    const turn = ++this.#turn;
    if (this.#isLost && presentation.decision.content !== 'hide') {
      const shown = await this.#recover(presentation);
      if (turn === this.#turn) await this.#present(shown);
    } else await this.#present(presentation);
  }

  async #present(presentation: Presentation): Promise<void> {
    const { access, components } = presentation.decision;
    const hadAccess = this.#shown?.decision.access;
    this.#shown = presentation;
    if (access && !components.length) return this.#restore();
    if (!this.#isMounted) this.#mount();
    if (access) this.#show();
    // The target keeps its place until the walls are there.
    else if (hadAccess !== false) this.#hide(true);
    const shown = this.#element.present(presentation);
    if (!access && !needsWalls(presentation)) this.#hide();
    await shown;
  }

  /** Reacts to changes that the page, or a script in it, has made in the target. */
  check(): void {
    // A script has removed the feature element, or new content has replaced all nodes.
    if (this.#isMounted && !this.#isInPlace && this.#mayReturn()) this.#put();
    // There may be more nodes now.
    this.#hidden?.add(this.#region.boxes());
  }

  get #parent(): (ParentNode & Node) | null {
    return this.#isBeside ? this.#region.around() : this.#region.parent();
  }

  get #isBeside(): boolean | undefined {
    return this.#isOwned || this.#region.isBeside;
  }

  get #isInPlace(): boolean {
    const { asked, parent } = this.#places!;
    const isSame = this.#parent === asked && asked !== null && parent.contains(asked);
    return isSame && this.#outer.parentNode === parent && this.#outer.contains(this.#element);
  }

  /** Removes what a copy of the page has of this SDK: marks, and the element without its content. */
  #takeMarks(): boolean {
    const inside = this.#region.nodes();
    for (const node of [...this.#region.boxes(), ...inside]) {
      if (node instanceof Element) for (const mark of [HIDDEN, PENDING, CUT_MARK]) node.removeAttribute(mark);
    }
    const around = this.#region.around();
    let behind = around && findPlace<Node>(around, this.#region.after()).before;
    // Several targets of one paragraph have their walls behind it.
    while (behind instanceof Element && isOfView(behind)) behind = behind.nextSibling;
    const copies = [...inside, this.#region.after(), behind].filter((node) => this.#isCopy(node));
    // Of an element that has one inside, the next one belongs to another target.
    (copies[0] as Element | undefined)?.remove();
    return copies.length > 0 || inside.some(hasCut);
  }

  /** Whether a node showed the walls of this feature in the page that was copied. */
  #isCopy(node: Node | null): boolean {
    if (!(node instanceof Element) || node === this.#outer || isOfView(node)) return false;
    const feature = node.localName === 'zephr-feature' ? node : node.querySelector('zephr-feature');
    return (
      node.matches(`[${TARGET_MARK}]:not([data-zephr-outside])`) && feature?.getAttribute('feature') === this.feature
    );
  }

  /** Takes the content from the page's own address; where it has none, nothing is shown in its place. */
  async #recover(presentation: Presentation): Promise<Presentation> {
    const content = await within(FILE_TIMEOUT_MS, 'recover.js', import('../copies/recover-content.js'))
      .then(({ recoverTarget }) =>
        recoverTarget(this.#host.session, this.place, this.#siblings, this.found.isCopy === true),
      )
      .catch(() => null);
    if (!this.#isLost) return presentation;
    if (!content) {
      this.#host.report(
        createFault('content-lost', 'the page is a copy, and its address has no content for it', this.feature),
      );
      const decision = { ...presentation.decision, access: false, content: 'hide', components: [] } as const;
      return { ...presentation, decision, broken: true };
    }
    this.#isLost = false;
    for (const node of this.#region.nodes()) node.remove();
    this.#region.parent()?.insertBefore(content, this.#region.before());
    return presentation;
  }

  #mayReturn(): boolean {
    const now = performance.now();
    if (now - this.#returnsSince > RETURNS_MS) [this.#returnsSince, this.#returns] = [now, 0];
    return this.#returns++ < MAX_RETURNS;
  }

  #mount(): void {
    const nodes = this.#region.nodes();
    this.#isOwned = isFrameworkOwned(nodes.length ? nodes : [this.found.anchor]);
    this.#element._region = this.#createContent();
    this.#put();
  }

  /** The content, for the walls that the feature element shows. */
  #createContent(): ContentRegion {
    const { nodes, parent, before, start, isContent } = this.#region;
    return {
      ...{ nodes, parent, start, isContent, isOwned: this.#isOwned },
      end: () => (this.found.end ? before() : null),
      reveal: () => this.#show(),
      hide: () => this.#hide(),
      conceal: () => {
        if (!this.#shown?.decision.access) this.#hide();
      },
      fade: (last) => {
        this.#faded?.removeAttribute(CUT_MARK);
        this.#faded = last instanceof Element ? last : null;
        this.#faded?.setAttribute(CUT_MARK, '');
      },
    };
  }

  /** @param keepsSpace - Whether the nodes keep their space, as they wait for a decision or for walls. */
  #hide(keepsSpace = false): void {
    this.#show();
    this.#hidden = new HiddenNodes(keepsSpace);
    this.#hidden.add(this.#region.boxes());
  }

  #put(): void {
    this.#isMounted = true;
    const asked = this.#parent;
    if (!asked) return;
    const place = findPlace<Node>(asked, this.#isBeside ? this.#region.after() : this.#region.before());
    const { parent, around } = place;
    let { before } = place;
    // Walls of other targets that are behind the same element stay in their order.
    while (before === this.#outer || (parent !== asked && before instanceof Element && isOfView(before))) {
      before = before.nextSibling;
    }
    if (this.#places?.parent !== parent || !this.#outer.contains(this.#element)) {
      this.#outer.remove();
      this.#outer = surround<HTMLElement>(this.#element, around, parent as Element);
      this.#outer.setAttribute(TARGET_MARK, '');
    }
    this.#places = { asked, parent };
    parent.insertBefore(this.#outer, before);
  }

  #show(): void {
    this.#hidden?.undo();
    this.#hidden = null;
  }

  /** Ends the walls, with which the content returns, and takes the feature element off the page. */
  #restore(): void {
    if (this.#isMounted && this.#shown) {
      const { decision } = this.#shown;
      const whole = { ...decision, access: true, content: 'show', components: [] } as const;
      // Without walls to load, this is done when the call returns.
      void this.#element.present({ ...this.#shown, broken: false, decision: whole });
      this.#outer.remove();
      this.#outer = this.#element = createElement(this.feature);
      this.#isMounted = this.#isOwned = false;
      this.#places = null;
    }
    this.#show();
  }
}

function createElement(feature: string): FeatureElement {
  const element = document.createElement('zephr-feature') as FeatureElement;
  element.setAttribute('feature', feature);
  element.setAttribute(TARGET_MARK, '');
  // Only its view presents to it; it does not connect to the host by itself.
  element.setAttribute('defer-hydration', '');
  return element;
}

/** Whether something was cut of a node: not in a feature element inside, which sees to that itself. */
function hasCut(root: Node): boolean {
  const comments = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
  for (let node: Node | null = root; node; node = comments.nextNode()) {
    if (isCut(node) && !node.parentElement?.closest('zephr-feature')) return true;
  }
  return false;
}

/** Whether a node is a comment that keeps the place of content which was put aside. */
export function isCut(node: Node): node is Comment {
  return node instanceof Comment && node.data === 'zephr-cut';
}

/** Whether an element belongs to a view, and is not a copy of one that does. */
export function isOfView(element: Element): boolean {
  const feature = element.localName === 'zephr-feature' ? element : element.querySelector('zephr-feature');
  return feature !== null && (feature as RegionHolder & Element)._region !== undefined;
}
