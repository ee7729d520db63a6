import { nextOf, parentOf } from '../internal/tree.js';
import { findPlace, type Place } from '../../src/lib/find-place.js';
import type { OutsideElement } from '../../src/model/content-region.js';
import { surround } from '../../src/lib/surround.js';
import { MAX_WALL_RETURNS } from './limits.js';

/** Marks the element that shows the walls of another, for a copy of the page. */
const OUTSIDE = 'data-zephr-outside';

/**
 * Shows the walls of a feature element that is in a link, a label, a paragraph or another element that takes no wall: in an
 * element of its own behind that, which comes and goes with the feature element.
 */
export class OutsideWalls {
  /** Takes the walls as its children. */
  readonly home: HTMLElement;
  #outer: HTMLElement;
  /** Weak, as the document would keep a feature element that has left it. */
  readonly #feature: WeakRef<HTMLElement>;
  readonly #observer = new MutationObserver(() => this.#put());
  #returns = 0;

  private constructor(feature: HTMLElement) {
    this.#feature = new WeakRef(feature);
    this.#outer = this.home = document.createElement('zephr-feature');
    // Nothing decides for it, and it is no content.
    for (const name of ['defer-hydration', 'data-zephr-target', OUTSIDE]) this.home.toggleAttribute(name, true);
    this.home.setAttribute('feature', feature.getAttribute('feature') ?? '');
    this.home.setAttribute('state', 'walled');
  }

  /** @returns `null` where the walls can be children of the feature element itself. */
  static of(feature: HTMLElement): OutsideWalls | null {
    const place = placeOf(feature);
    return !place || (place.parent === parentOf(feature) && !place.around.length) ? null : new OutsideWalls(feature);
  }

  /** @param slots - The slots of the walls, or the zone that holds them. */
  show(slots: readonly HTMLElement[]): void {
    this.home.shadowRoot!.replaceChildren(...slots);
    this.#put();
    this.#observer.observe(this.home.getRootNode(), { childList: true, subtree: true });
  }

  remove(): void {
    this.#observer.disconnect();
    this.#outer.remove();
  }

  #put(): void {
    const feature = this.#feature.deref();
    const place = feature?.isConnected ? placeOf(feature) : null;
    if (!feature) return this.remove();
    if (!place) return this.#outer.remove();
    const { parent, before, around } = place;
    if (parentOf(this.#outer) === parent && this.#outer.contains(this.home)) return;
    if (this.#returns++ > MAX_WALL_RETURNS) return;
    this.#outer.remove();
    this.#outer = surround<HTMLElement>(this.home, around, parent as Element);
    this.#outer.toggleAttribute(OUTSIDE, true);
    Object.assign(this.#outer, { _isOriginal: true } satisfies OutsideElement);
    parent.insertBefore(this.#outer, before);
  }
}

function placeOf(feature: HTMLElement): Place<Node> | null {
  const parent = parentOf(feature);
  return parent && findPlace<Node>(parent, nextOf(feature));
}
