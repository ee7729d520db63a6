import { createFault } from '../../src/model/fault.js';
import type { FeatureHost } from '../../src/model/feature-host.js';
import { isContent } from './added-children.js';

/** Elements that a parser ends before a block, or with the paragraph around them. */
const AROUND_TEXT = new Set('a b em font i p small span strong u'.split(' '));

/**
 * Reports a feature element that is empty while what follows it is open. Parsers leave content outside that way: a block ends
 * a paragraph, rows of a table are not in an element between them, editors put paragraphs around each tag.
 *
 * @param feature - An element whose walls are about to be shown; nothing of it has been put aside yet.
 */
export function reportOutside(
  feature: HTMLElement,
  { session, report }: Pick<FeatureHost, 'session' | 'report'>,
): void {
  if (feature.matches('[data-zephr-target],[sealed],[src]') || [...feature.childNodes].some(isVisible)) return;
  const tell = (): void => {
    const id = feature.getAttribute('feature') ?? '';
    const reported = (session.store.get(reportOutside) ?? new Set()) as Set<string>;
    session.store.set(reportOutside, reported);
    const follower = findFollower(feature);
    if (!follower || reported.has(id) || session.signal.aborted) return;
    reported.add(id);
    const message = `<zephr-feature> is empty, and the <${follower.localName}> behind it is open: the browser has closed the element early. Put it around whole paragraphs and tables.`;
    report(createFault('content-outside', message, id));
  };
  if (document.readyState !== 'loading') return tell();
  // The parser may be inside it.
  const observer = new MutationObserver((records) => {
    if (records.some(({ addedNodes }) => [...addedNodes].some((node) => isVisible(node as ChildNode)))) isEmpty = false;
  });
  let isEmpty = true;
  observer.observe(feature, { childList: true });
  const onParsed = (): void => {
    observer.disconnect();
    if (isEmpty) tell();
  };
  document.addEventListener('DOMContentLoaded', onParsed, { once: true, signal: session.signal });
}

/** The element behind a feature, where a parser may have left its content. */
function findFollower(feature: Element): Element | null {
  let outer = feature;
  for (let parent = outer.parentElement; parent && AROUND_TEXT.has(parent.localName); parent = outer.parentElement) {
    if ([...parent.childNodes].some((node) => node !== outer && isVisible(node))) break;
    outer = parent;
  }
  const next = outer.nextElementSibling;
  return next?.textContent?.trim() && (outer !== feature || next.localName === 'table') ? next : null;
}

function isVisible(node: ChildNode): boolean {
  if (node instanceof Element) return isContent(node) && node.localName !== 'br';
  return node instanceof Text && node.data.trim() !== '';
}
