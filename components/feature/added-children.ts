import { CONTENT_PAUSE_MS, MAX_REWRITES, MAX_WALL_RETURNS } from './limits.js';
import type { ReportLimit } from './report-limit.js';

/** Marks an added element, so that a copy of a feature does not take its copies for markup of the page's own. */
const ADDED = 'data-zephr-added';

/** Set on an added element itself: a copy of it lacks it. */
const ORIGINAL = Symbol();

/** Whether a child of a feature is content: a wall, or markup that replaces one, has a slot. */
export function isContent(node: ChildNode): boolean {
  return !(node instanceof Element) || slotOf(node) === null;
}

/**
 * Elements that are added to the children of a feature, each for a slot of its own: there the page's styles reach them. Where
 * the page brings markup of its own for a slot, that takes the place of an added element.
 */
export class AddedChildren {
  readonly slots: HTMLSlotElement[] = [];
  readonly #feature: HTMLElement;
  readonly #home: HTMLElement;
  readonly #tell: ReportLimit;
  readonly #elements: HTMLElement[] = [];
  #observer: MutationObserver | undefined;
  #returns = 0;
  #rewrites = 0;
  #rewritesSince = 0;

  /** @param home - The element to whose children they are added: the feature itself, or one that shows its walls. */
  constructor(feature: HTMLElement, home: HTMLElement, tell: ReportLimit) {
    this.#feature = feature;
    this.#tell = tell;
    this.#home = home;
    this.#removeCopies();
  }

  /** Makes a slot and the element for it; `null` for a slot without an element. */
  add(name: string, element: HTMLElement | null): void {
    const slot = document.createElement('slot');
    slot.name = name;
    this.slots.push(slot);
    if (!element) return;
    element.slot = name;
    element.toggleAttribute(ADDED, true);
    Object.assign(element, { [ORIGINAL]: true });
    this.#elements.push(element);
  }

  /**
   * Appends the elements, and keeps them there.
   *
   * @param onStripped - Called when the page has removed attributes that say what the feature shows: a morph does.
   */
  append(onStripped: () => void): void {
    this.#home.append(...this.#elements);
    this.#observer = new MutationObserver((records) => {
      const isRewritten = records.some(({ addedNodes }) => ([...addedNodes] as ChildNode[]).some(isContent));
      if (records.some(({ type }) => type === 'attributes') && this.#mayReturn(true)) onStripped();
      for (const element of this.#elements) {
        if (isBroughtTo(this.#feature, element.slot)) element.remove();
        // An extension of the reader's browser does not open the content by that.
        else if (element.parentNode !== this.#home && this.#mayReturn(isRewritten)) this.#home.append(element);
      }
    });
    const attributeFilter = ['state', 'user-state', 'outcome'];
    this.#observer.observe(this.#feature, { childList: true, attributes: true, attributeFilter });
    if (this.#home !== this.#feature) this.#observer.observe(this.#home, { childList: true });
  }

  /** A page may write its content as often as it likes, but not whenever a wall returns. */
  #mayReturn(isRewritten: boolean): boolean {
    if (!isRewritten) {
      if (this.#returns++ < MAX_WALL_RETURNS) return true;
      this.#tell('MAX_WALL_RETURNS', `a script has removed a wall ${MAX_WALL_RETURNS} times, and it does not return`);
      return false;
    }
    const now = performance.now();
    if (now - this.#rewritesSince > CONTENT_PAUSE_MS) [this.#rewritesSince, this.#rewrites] = [now, 0];
    if (this.#rewrites++ < MAX_REWRITES) return true;
    this.#tell(
      'MAX_REWRITES',
      `the page writes its content over ${MAX_REWRITES} times a second, and the walls do not return`,
    );
    return false;
  }

  remove(): void {
    this.#observer?.disconnect();
    for (const element of this.#elements) element.remove();
  }

  #removeCopies(): void {
    for (const copy of this.#feature.querySelectorAll(`:scope > [${ADDED}]`)) {
      // The walls that these ones follow are still there.
      if (!(ORIGINAL in copy)) copy.remove();
    }
  }
}

/** Whether the page brings an element of its own for a slot of a feature. */
export function isBroughtTo(feature: HTMLElement, name: string): boolean {
  return [...feature.children].some((child) => slotOf(child) === name && !(ORIGINAL in child));
}

/** Members of a form can be named by its fields, `slot` among them. */
function slotOf(element: Element): string | null {
  return Element.prototype.getAttribute.call(element, 'slot');
}
