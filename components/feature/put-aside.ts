/** Content that is not part of the page just now, and how many outcomes of its place keep it so. */
interface Aside {
  readonly content: DocumentFragment;
  holders: number;
}

const asides = new WeakMap<Element, Aside>();

/** What React, Vue, Angular, Svelte, Preact, Solid and Lit leave on nodes that are theirs, or on the element around them. */
const MARK = /^(__|_\$|_react|_vnode|\$\$)/;

/** What was put aside, in order. */
export interface PutAside {
  /** The content: nodes in the page where they have to stay there, else those aside. */
  readonly nodes: () => readonly ChildNode[];
  /** Puts aside what has come into the place since. */
  readonly again: () => void;
  /** Puts it back as it was, listeners and state included, once nobody else keeps it away. */
  readonly back: () => void;
}

/**
 * Takes the gated content of a place out of the page, not only out of sight. A framework that made these nodes would lose
 * them, and throw when it updates them next: there they stay where they are, not slotted.
 *
 * @param stays - Whether it is to be seen, so that nothing is taken out.
 * @param isGated - Tells the content from what stands for it.
 */
export function putAside(place: HTMLElement, stays: boolean, isGated: (node: ChildNode) => boolean): PutAside {
  const find = (): ChildNode[] => [...place.childNodes].filter(isGated);
  if (stays || isOfFramework(place)) return { nodes: find, again: () => undefined, back: () => undefined };
  const aside = asides.get(place) ?? { content: document.createDocumentFragment(), holders: 0 };
  asides.set(place, aside);
  aside.holders++;
  let isBack = false;
  const again = (): void => aside.content.append(...find());
  again();
  return {
    nodes: () => [...aside.content.childNodes],
    again,
    back: () => {
      if (isBack) return;
      isBack = true;
      if (--aside.holders > 0) return;
      place.prepend(aside.content);
      asides.delete(place);
    },
  };
}

/** Whether a framework looks after these nodes. `keep-nodes` says so where nothing tells. */
function isOfFramework(place: HTMLElement): boolean {
  const family: Node[] = [...place.childNodes];
  for (let element: Element | null = place; element; element = element.parentElement) family.push(element);
  return place.hasAttribute('keep-nodes') || family.some((node) => Object.keys(node).some((name) => MARK.test(name)));
}
