import { createFault } from '../../model/fault.js';
import type { OutsideElement } from '../../model/content-region.js';
import type { FeatureView, Presentation } from '../../model/feature-host.js';
import { FILE_TIMEOUT_MS } from '../../lib/request/limits.js';
import { within } from '../../lib/within.js';
import { findElements } from '../browser.js';
import type { Session } from '../session.js';

type FeatureElement = HTMLElement & FeatureView;

/** Attributes that only a feature element that was decided has. */
const MARKS = ['user-state', 'outcome'];

/**
 * Takes the marks of this SDK off a feature element that is a copy of another: snapshot caches of navigation libraries clone
 * pages, or keep their markup, and what a wall has put aside is not in it. Where its content is missing and is to be shown, it
 * is taken from the page's own address first.
 *
 * @param view - A view that connects for the first time.
 */
export function meetCopy(session: Session, view: FeatureView): void {
  if (!(view instanceof HTMLElement) || view.decision || !view.hasAttribute('outcome')) return;
  const copy: FeatureElement = view;
  for (const name of MARKS) copy.removeAttribute(name);
  const walls = copy.querySelectorAll(':scope > [data-zephr-added]');
  for (const wall of walls) wall.remove();
  // Walls of the copy that are elsewhere.
  for (const outside of findElements('[data-zephr-outside]')) {
    if (!(outside as Element & OutsideElement)._isOriginal) outside.remove();
  }
  const isWhole = !walls.length && !hasCut(copy) && [...copy.childNodes].some(isContent);
  if (!isWhole && !copy.hasAttribute('keep-nodes')) recoverFirst(session, copy);
}

/** Has the copy wait for its content before it shows any of it. */
function recoverFirst(session: Session, copy: FeatureElement): void {
  let latest: Presentation | undefined;
  let recovering: Promise<boolean> | undefined;
  const show = async (): Promise<void> => {
    recovering ??= within(FILE_TIMEOUT_MS, 'recover.js', import('./recover-content.js'))
      .then(({ recoverContent }) => recoverContent(session, copy))
      .catch(() => false);
    const isFound = await recovering;
    const presentation = latest;
    // An earlier call has shown it.
    if (!presentation) return;
    latest = undefined;
    if (isFound) Reflect.deleteProperty(copy, 'present');
    else
      session.report(
        createFault('content-lost', 'the page is a copy, and its address has no content for it', copy.feature),
      );
    await original(isFound ? presentation : withoutContent(presentation));
  };
  const original = copy.present.bind(copy);
  const present: FeatureView['present'] = async (presentation) => {
    const isHidden = presentation.decision.content === 'hide';
    latest = isHidden ? undefined : presentation;
    await (isHidden ? original(presentation) : show());
  };
  // The host presents to the element; it does so by this until the content is there.
  Object.defineProperty(copy, 'present', { configurable: true, value: present });
}

/** Nothing may say that it is shown where there is nothing. */
function withoutContent(presentation: Presentation): Presentation {
  const decision = { ...presentation.decision, access: false, content: 'hide', components: [] } as const;
  return { ...presentation, decision, broken: true };
}

/** Whether something was cut of its content. */
function hasCut(copy: Element): boolean {
  const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  while (comments.nextNode()) if ((comments.currentNode as Comment).data === 'zephr-cut') return true;
  return false;
}

function isContent(node: ChildNode): boolean {
  return node instanceof Element ? !node.hasAttribute('slot') : node instanceof Text && node.data.trim() !== '';
}
