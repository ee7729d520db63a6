/** Marks what is hidden; the page's own styles may not show it. */
const HIDDEN = 'data-zephr-hidden';
/** Marks what waits for a decision: it keeps its place. */
const PENDING = 'data-zephr-pending';

const RULES = `[${HIDDEN}]{display:none!important}[${PENDING}]{visibility:hidden!important;opacity:0!important}`;
const styled = new Set<string>();

/** Adds rules to the page, once; as a sheet of its own, which every policy lets through. */
export function addRules(rules: string): void {
  if (styled.size === styled.add(rules).size) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets.push(sheet);
}

/** Nodes that are hidden where they stand. */
export interface Hiding {
  /** Hides those that are not yet; of text that stands alone, what it says is taken out. */
  readonly add: (nodes: readonly Node[]) => void;
  /** Shows all of them again. */
  readonly undo: () => void;
}

/**
 * Hides nodes without moving them.
 *
 * @param waits - They keep their place, as a decision is on its way; text that stands alone is left.
 */
export function createHiding(waits = false): Hiding {
  addRules(RULES);
  const name = waits ? PENDING : HIDDEN;
  const elements = new Set<Element>();
  const texts = new Map<Text, string>();
  return {
    add: (nodes) => {
      for (const node of nodes) {
        if (node instanceof Element && !node.hasAttribute(name)) {
          node.setAttribute(name, '');
          elements.add(node);
        } else if (node instanceof Text && node.data && !waits) {
          texts.set(node, node.data);
          node.data = '';
        }
      }
    },
    undo: () => {
      for (const element of elements) element.removeAttribute(name);
      // One that was written into meanwhile is the page's again.
      for (const [node, data] of texts) node.data ||= data;
    },
  };
}

/** Takes the marks off a copy. */
export function unmark(element: Element): void {
  element.removeAttribute(HIDDEN);
  element.removeAttribute(PENDING);
}
