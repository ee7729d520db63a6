import { FIELDS, HeldFields } from '../../lib/held-fields.js';

/** Marks hidden nodes; the page's own styles cannot show them. */
export const HIDDEN = 'data-zephr-hidden';
/** Marks nodes that wait for a decision: they keep their space. */
export const PENDING = 'data-zephr-pending';

/** The rules that hide marked nodes. */
export const HIDING_RULES = `[${HIDDEN}]{display:none!important}[${PENDING}]{visibility:hidden!important;opacity:0!important}`;

/** Nodes that are hidden without being moved. */
export class HiddenNodes {
  readonly #mark: string;
  readonly #elements = new Set<Element>();
  readonly #texts = new Map<Text, string>();
  readonly #fields = new HeldFields();
  /** Media that would play by themselves: they do when they may be seen. */
  readonly #paused = new Set<HTMLMediaElement>();

  /** @param keepsSpace - Whether the nodes keep their space, as they wait for a decision. Text nodes stay visible then. */
  constructor(keepsSpace = false) {
    this.#mark = keepsSpace ? PENDING : HIDDEN;
  }

  /** Hides the nodes that are visible. A text node outside an element is emptied. */
  add(nodes: readonly Node[]): void {
    for (const node of nodes) {
      if (node instanceof Element && !node.hasAttribute(this.#mark)) {
        node.setAttribute(this.#mark, '');
        this.#elements.add(node);
        node.addEventListener('play', this.#onPlay, true);
        if (this.#mark === HIDDEN) this.#fields.hold(find(node, FIELDS));
        for (const media of find(node, 'audio,video')) this.#silence(media);
      } else if (node instanceof Text && node.data && this.#mark === HIDDEN) {
        this.#texts.set(node, node.data);
        node.data = '';
      }
    }
  }

  /** Shows all nodes again. */
  undo(): void {
    this.#fields.release();
    for (const element of this.#elements) {
      element.removeAttribute(this.#mark);
      element.removeEventListener('play', this.#onPlay, true);
    }
    for (const media of this.#paused) media.play().catch(() => undefined);
    // A text node that the page has written to meanwhile keeps its new text.
    for (const [node, data] of this.#texts) node.data ||= data;
  }

  readonly #onPlay = ({ target }: Event): void => this.#silence(target as Node);

  #silence(media: Node): void {
    if (!(media instanceof HTMLMediaElement) || media.paused) return;
    if (media.autoplay) this.#paused.add(media);
    media.pause();
  }
}

/** Members of a form can be named by its fields. */
function find(root: Element, selector: string): Element[] {
  const isMatch = Element.prototype.matches.call(root, selector);
  return [...(isMatch ? [root] : []), ...Element.prototype.querySelectorAll.call(root, selector)];
}
