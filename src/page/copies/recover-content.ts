import { findElements } from '../browser.js';
import type { FeatureSession } from '../../model/feature-host.js';
import type { TargetSiblings } from '../targets/target-finder.js';
import { fetchPage } from './fetch-page.js';

const FEATURE = 'zephr-feature:not([data-zephr-target])';
/** Scripts that hold data. All others ran when the page was new. */
const DATA = /json|template/i;

/**
 * Gives a copy of a feature element its content back: from the page's own address, which is fetched once.
 *
 * @returns Whether the page has content for the element.
 */
export async function recoverContent(session: FeatureSession, copy: HTMLElement): Promise<boolean> {
  const page = await readPage(session);
  const original = page && findOriginal(copy, [...findElements(FEATURE)], [...page.querySelectorAll(FEATURE)]);
  if (!original?.textContent?.trim() && !original?.firstElementChild) return false;
  const content = importContent([...original.childNodes].filter((node) => !hasSlot(node)));
  for (const node of [...copy.childNodes]) if (!hasSlot(node)) node.remove();
  copy.prepend(content);
  return true;
}

/**
 * Finds the content of the copy of a target in the page's own address.
 *
 * @param place - The target, or what is in its place.
 * @param isWhole - Whether the element itself is missing, and not its content.
 * @returns `null` where the page has none for it.
 */
export async function recoverTarget(
  session: FeatureSession,
  place: Node,
  { find, here }: TargetSiblings,
  isWhole: boolean,
): Promise<DocumentFragment | null> {
  const page = await readPage(session);
  const original = page && find(page)[here().indexOf(place)];
  if (!original) return null;
  const nodes: Node[] = original.end ? [] : isWhole ? [original.anchor] : [...original.anchor.childNodes];
  for (let node = original.end && original.anchor.nextSibling; node && node !== original.end; node = node.nextSibling)
    nodes.push(node);
  return nodes.some((node) => node.textContent?.trim() || node instanceof Element) ? importContent(nodes) : null;
}

/** The page's own address, fetched once in a session. */
function readPage({ store }: FeatureSession): Promise<Document | null> {
  const [address] = location.href.split('#') as [string];
  const pages = (store.get('pages') ?? new Map()) as Map<string, Promise<Document | null>>;
  store.set('pages', pages);
  const page = pages.get(address) ?? fetchPage(address);
  pages.set(address, page);
  return page;
}

/** Copies nodes into this document, without scripts that ran when the page was new. */
function importContent(nodes: readonly Node[]): DocumentFragment {
  const content = document.createDocumentFragment();
  for (const node of nodes) content.append(document.importNode(node, true));
  for (const script of content.querySelectorAll('script')) if (!DATA.test(script.type)) script.remove();
  return content;
}

/** The element of the page that a copy was made of: by its id or item, else by its place among those of its feature. */
function findOriginal(copy: Element, here: readonly Element[], there: readonly Element[]): Element | undefined {
  const isSame = (other: Element): boolean =>
    ['feature', 'item', 'id'].every((name) => other.getAttribute(name) === copy.getAttribute(name));
  const originals = there.filter(isSame);
  return originals[here.filter(isSame).indexOf(copy)];
}

/** Whether a child is no content but replaces a wall: the copy has it. */
function hasSlot(node: Node): boolean {
  return node instanceof Element && node.hasAttribute('slot');
}
