import { aFault } from '../../src/model/fault.js';
import type { FeatureHost, Presentation } from '../../src/model/feature-host.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { readAttributes } from '../../src/identity/read-attributes.js';
import { fillPart } from '../../src/outcome/fill-part.js';
import { keepContent, type KeepAmount } from '../internal/keep-content.js';
import { createWall } from '../walls.js';

/** What was put beside or in place of the content of a feature. */
export interface Shown {
  /** Slots for the shadow root, in order. */
  readonly slots: readonly HTMLSlotElement[];
  /** The walls are on the page as a whole. */
  readonly complete: Promise<unknown>;
  /** Takes everything away that was added to the feature's children. */
  readonly undo: () => void;
}

const TEASER = 'zephr-teaser';

/**
 * Puts walls and what is kept of the content among the children of a feature, each for a slot of its own: there the page's
 * styles reach them. Where the page brings markup of its own for a component, that stays and no wall is made.
 */
export function showWalls(
  feature: HTMLElement,
  { decision, parts, identity, attributes }: Presentation,
  report: FeatureHost['report'],
): Shown {
  const data = identity ? { claims: identity.claims, user: readAttributes(identity, attributes) } : {};
  const added: HTMLElement[] = [];
  const slots: HTMLSlotElement[] = [];
  const complete: Promise<unknown>[] = [];
  const add = (name: string, element: HTMLElement | null): void => {
    const slot = document.createElement('slot');
    slot.name = name;
    slots.push(slot);
    if (!element) return;
    element.slot = name;
    added.push(element);
  };
  let stop: () => void = () => undefined;

  if (typeof decision.content === 'object') {
    const teaser = document.createElement('div');
    add(TEASER, teaser);
    teaser.style.marginBlockEnd = '1.5rem';
    stop = keepTeaser(feature, teaser, decision.content.keep, added);
  }
  for (const part of parts) {
    const bringsOwn = [...feature.children].some((child) => child.slot === part.id);
    const wall = bringsOwn ? null : createWall({ ...fillPart(part, data), feature: decision.feature });
    add(part.id, wall);
    if (wall)
      complete.push(
        wall.updateComplete.catch((error: unknown) =>
          report(aFault('chunk-unreachable', `${part.id}: ${String(error)}`, decision.feature)),
        ),
      );
    else if (!bringsOwn) {
      const message = `"${part.config.type}" is no component that this version knows.`;
      report(aFault('component-unknown', message, decision.feature, `/components${toPointer(part.id)}/type`));
    }
  }
  feature.append(...added);
  return {
    slots,
    complete: Promise.all(complete),
    undo: () => {
      stop();
      for (const element of added) element.remove();
    },
  };
}

/** Keeps the beginning of the content, as a copy: the content itself is no longer part of what is rendered. */
function keepTeaser(
  feature: HTMLElement,
  teaser: HTMLElement,
  amount: KeepAmount,
  added: readonly HTMLElement[],
): () => void {
  const fill = (): void => {
    const gated = [...feature.childNodes].filter((node) => !(node instanceof Element && node.slot));
    teaser.replaceChildren(keepContent(gated, amount, feature.closest('[lang]')?.getAttribute('lang') ?? ''));
  };
  fill();
  // While the page is parsed the content arrives bit by bit, and later the site's own code may change it.
  const observer = new MutationObserver((records) => {
    if (records.some(({ target }) => !added.some((element) => element.contains(target)))) fill();
  });
  observer.observe(feature, { childList: true, characterData: true, subtree: true });
  return () => observer.disconnect();
}
