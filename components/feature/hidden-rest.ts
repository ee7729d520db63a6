import type { Cut } from '../internal/find-cut.js';
import { firstOf, isMatch, nextOf, parentOf } from '../internal/tree.js';
import { FIELDS, HeldFields } from '../../src/lib/held-fields.js';
import type { ContentRegion } from '../../src/model/content-region.js';
import { silence } from './detached-rest.js';

const HIDDEN = 'data-zephr-hidden';

/**
 * Content behind a cut that a framework owns: it stays where it is, out of sight. Its texts are emptied, since only an element
 * can be hidden.
 */
export class HiddenRest {
  readonly #region: ContentRegion;
  readonly #elements: Element[] = [];
  readonly #fields = new HeldFields();
  readonly #texts = new Map<Text, { readonly whole: string; readonly shown: string }>();
  #sheet: { readonly root: Document | ShadowRoot; readonly sheet: CSSStyleSheet } | null = null;

  constructor(region: ContentRegion) {
    this.#region = region;
  }

  /** Hides what is behind a cut. */
  cut({ parent, last, offset }: Cut): void {
    const top = this.#region.parent()!;
    this.#addStyles(top);
    top.addEventListener('play', onPlay, true);
    if (offset !== undefined) this.#write(last as Text, `${(last as Text).data.slice(0, offset)} …`);
    for (let [at, node] = [parent, last]; ; [at, node] = [parentOf(at)!, at as ChildNode]) {
      this.#hideAfter(at, node, at === top);
      if (at === top) return;
    }
  }

  /** Keeps the fields of content that is out of sight as a whole away from their forms. */
  holdFields(nodes: readonly Node[]): void {
    for (const node of nodes) {
      if (!(node instanceof Element)) continue;
      if (isMatch(node, FIELDS)) this.#fields.hold([node]);
      this.#fields.hold(Element.prototype.querySelectorAll.call(node, FIELDS));
    }
  }

  /** Shows everything again. A text that the framework has written meanwhile keeps its new text. */
  undo(): void {
    this.#fields.release();
    for (const element of this.#elements.splice(0)) element.removeAttribute(HIDDEN);
    for (const [text, { whole, shown }] of this.#texts) if (text.data === shown) text.data = whole;
    this.#texts.clear();
    this.#region.parent()?.removeEventListener('play', onPlay, true);
    const { root, sheet } = this.#sheet ?? {};
    if (root) root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    this.#sheet = null;
  }

  #hideAfter(parent: Node, last: ChildNode | null, isTop: boolean): void {
    const first = last ?? (isTop ? this.#region.start() : null);
    const stop = isTop ? this.#region.end() : null;
    for (let node = first ? nextOf(first) : firstOf(parent); node && node !== stop; node = nextOf(node)) {
      if (isTop && !this.#region.isContent(node)) continue;
      if (node instanceof Text && node.data) this.#write(node, '');
      else if (node instanceof Element) this.#hide(node);
    }
  }

  #hide(element: Element): void {
    Element.prototype.setAttribute.call(element, HIDDEN, '');
    this.#elements.push(element);
    this.holdFields([element]);
    for (const media of [element, ...Element.prototype.querySelectorAll.call(element, 'audio,video')]) {
      if (media instanceof HTMLMediaElement) media.pause();
    }
  }

  #write(text: Text, shown: string): void {
    this.#texts.set(text, { whole: text.data, shown });
    text.data = shown;
  }

  #addStyles(top: Node): void {
    const root = top.getRootNode();
    if (!(root instanceof Document || root instanceof ShadowRoot)) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`[${HIDDEN}]{display:none!important}`);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    this.#sheet = { root, sheet };
  }
}

function onPlay(event: Event): void {
  if ((event.target as Element).closest(`[${HIDDEN}]`)) silence(event);
}
