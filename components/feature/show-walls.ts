import type { Decision } from '../../src/model/decision.js';
import { aFault, type Fault } from '../../src/model/fault.js';
import type { Part, TemplateData } from '../../src/model/part.js';
import type { FeatureHost, Presentation } from '../../src/model/feature-host.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { readAttributes } from '../../src/identity/read-attributes.js';
import { fillPart, isSimple } from '../../src/outcome/fill-part.js';
import { findLanguage } from '../internal/find-language.js';
import { keepContent, type KeepAmount } from '../internal/keep-content.js';
import { createWall, setWall, type Wall, type WallPart } from '../walls.js';
import { loadZones } from './load-zones.js';

// What the zones' chunk takes from this one, which is there whenever a zone is: a second Lit would not be let through a
// list of `trusted-types`.
export { css, html, LitElement, nothing } from 'lit';
export { property } from 'lit/decorators.js';
export { controlStyles } from '../internal/control.styles.js';
export { findLanguage } from '../internal/find-language.js';
export { hostStyles } from '../internal/host.styles.js';

/** What was put beside or in place of the content of a feature. */
export interface Shown {
  /** For the shadow root, in order: slots, in a zone or not. */
  readonly slots: readonly HTMLElement[];
  /** The walls are on the page as a whole. */
  readonly complete: Promise<unknown>;
  /** Takes everything away that was added to the feature's children. */
  readonly undo: () => void;
  /** Tells that the walls are open, where there are any. */
  readonly tellOpen: () => void;
  /** Tells that they are closed, if it was told that they are open. */
  readonly tellClosed: () => void;
}

const TEASER = 'zephr-teaser';

/** What stands under something else keeps its distance; a rule in a shadow tree gives way to any of the page's. */
const GAP = '* + slot::slotted(*) { margin-block-start: var(--zephr-wall-gap, 1.5em) }';
let gap: CSSStyleSheet | null = null;

/** Marks what was added, so that a copy of a feature does not take the copies for markup of the page's own. */
const ADDED = 'data-zephr-added';

/**
 * Puts walls and what is kept of the content among the children of a feature, each for a slot of its own: there the page's
 * styles reach them. Where the page brings markup of its own for a component, that stays and no wall is made.
 */
export function showWalls(
  feature: HTMLElement,
  { decision, config, identity }: Presentation,
  host: Pick<FeatureHost, 'notify' | 'report'>,
): Shown {
  const attributes = config?.jwt?.userAttributes?.privateClaimName;
  const reader = identity ? { claims: identity.claims, user: readAttributes(identity, attributes) } : {};
  const language = findLanguage(feature);
  /** A part as it is shown, and of a block that takes more than that the `data` to fill it with. */
  const filled = (part: Part, { trials }: Decision): WallPart & { readonly data?: TemplateData } => {
    // Of several trials, the one that was met last has led here.
    const data = { ...reader, trials, trial: Object.values(trials).at(-1) };
    const known = needsMore(part)
      ? { id: part.id, config: { type: part.config.type }, data }
      : fillPart(part, data, language);
    return { ...known, feature: decision.feature, customElements: config?.customElements };
  };
  // The config was checked: a component that an outcome names is there.
  const parts: readonly Part[] = decision.components.map((id) => ({ id, config: config!.components![id]! }));
  const added: HTMLElement[] = [];
  const slots: HTMLSlotElement[] = [];
  const complete: Promise<unknown>[] = [];
  const walls: { readonly wall: Wall; readonly part: Part; text: string }[] = [];
  const add = (name: string, element: HTMLElement | null): void => {
    const slot = document.createElement('slot');
    slot.name = name;
    slots.push(slot);
    if (!element) return;
    element.slot = name;
    element.toggleAttribute(ADDED, true);
    added.push(element);
  };
  for (const copy of feature.querySelectorAll(`:scope > [${ADDED}]`)) copy.remove();
  keepDistance(feature.shadowRoot!);
  const tell = (code: Fault['code'], { id }: Part, message: string, member?: string): void =>
    host.report(
      aFault(code, `${id}: ${message}`, decision.feature, member ? `/components${toPointer(id)}/${member}` : ''),
    );
  const finish = async (wall: Wall, part: Part, data?: TemplateData): Promise<void> => {
    try {
      if (data) {
        const { fillBlock } = await import('./fill-block.js');
        await fillBlock(wall, part, data, config!, language, tell);
      } else await wall.updateComplete;
    } catch (error) {
      tell('chunk-unreachable', part, String(error));
    }
  };
  const brings = (id: string): boolean =>
    [...feature.children].some((child) => slotOf(child) === id && !added.includes(child as HTMLElement));

  let isOpen = false;
  let keep = (): void => undefined;
  if (typeof decision.content === 'object') {
    const teaser = document.createElement('div');
    add(TEASER, teaser);
    keep = keeper(feature, teaser, decision.content.keep);
  }
  for (const part of parts) {
    const known = filled(part, decision);
    const wall = brings(part.id) ? null : createWall(known);
    add(part.id, wall);
    if (wall) {
      walls.push({ wall, part, text: JSON.stringify(known) });
      complete.push(finish(wall, part, known.data));
    } else if (!brings(part.id))
      tell('component-unknown', part, `"${part.config.type}" is no component of this version.`, 'type');
  }
  keep();
  feature.append(...added);
  const open = (): void => {
    // A zone that was only moved is told of once.
    if (isOpen || parts.length === 0) return;
    isOpen = true;
    host.notify('zephr-wall-open', decision);
  };
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    host.notify('zephr-wall-close', decision);
  };
  let repeat: ((again: Decision) => void) | undefined;
  const place = decision.zone !== 'inline' && parts.length > 0 ? aPlace(slots.splice(-parts.length)) : null;
  if (place) {
    const fill = loadZones().then(
      ({ putInZone }) => {
        repeat = putInZone(place, decision, config!, { opened: open, closed: close });
      },
      (error: unknown) => {
        if (!place.isConnected) return;
        // Better in the page than nowhere.
        place.replaceWith(...place.childNodes);
        host.report(aFault('chunk-unreachable', String(error), decision.feature));
        open();
      },
    );
    complete.push(fill);
  }
  // While the page is parsed the content arrives bit by bit, and so may markup that stands for a wall.
  const observer = new MutationObserver((records) => {
    if (records.every(({ target }) => added.some((element) => element.contains(target)))) return;
    keep();
    for (const element of added) if (brings(element.slot)) element.remove();
  });
  observer.observe(feature, { childList: true, characterData: true, subtree: true });
  // The same outcome may come with another count, and what a reader has typed into its walls must not be lost for that.
  const stop = listen('zephr-decision', ({ detail }) => {
    const { outcomeId, components } = detail;
    if (detail.feature !== decision.feature || outcomeId !== decision.outcomeId) return;
    if (String(components) !== String(decision.components)) return;
    repeat?.(detail);
    for (const entry of walls) {
      const known = filled(entry.part, detail);
      const text = JSON.stringify(known);
      if (text !== entry.text) void finish(setWall(entry.wall, known), entry.part, known.data);
      entry.text = text;
    }
  });
  return {
    slots: place ? [...slots, place] : slots,
    complete: Promise.all(complete),
    undo: () => {
      stop();
      observer.disconnect();
      place?.remove();
      for (const element of added) element.remove();
    },
    // A zone tells itself when it is shown, and that may take its time.
    tellOpen: () => place ?? open(),
    tellClosed: close,
  };
}

/** Whether a block asks for what is rare, and loaded only then. */
function needsMore({ config }: Part): boolean {
  if (config.type !== 'custom-block') return false;
  const { html, src, offer } = config;
  return Boolean(src ?? offer) || (typeof html === 'string' && !isSimple(html));
}

/** Elements of the page can take the names of the window's methods. */
function listen(type: 'zephr-decision', listener: (event: CustomEvent<Decision>) => void): () => void {
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  addEventListener.call(window, type, listener as EventListener);
  return () => removeEventListener.call(window, type, listener as EventListener);
}

function keepDistance({ adoptedStyleSheets }: ShadowRoot): void {
  if (!gap) {
    gap = new CSSStyleSheet();
    gap.replaceSync(GAP);
  }
  if (!adoptedStyleSheets.includes(gap)) adoptedStyleSheets.push(gap);
}

/**
 * Holds the slots of walls that go into a zone, and shows nothing of them until that is there.
 *
 * The zone stands in the shadow root of the feature and the walls stay among its children: there the page's styles reach
 * them, markup of the page's own goes into the zone without being moved, and all goes with the feature. What a zone shows
 * is in the top layer, so that it does not matter where the feature stands.
 */
function aPlace(slots: readonly HTMLSlotElement[]): HTMLElement {
  const place = Object.assign(document.createElement('div'), { hidden: true });
  place.append(...slots);
  return place;
}

/** Keeps the beginning of the content, as a copy: the content itself is no longer part of what is rendered. */
function keeper(feature: HTMLElement, teaser: HTMLElement, amount: KeepAmount): () => void {
  return () => {
    const gated = [...feature.childNodes].filter((node) => !(node instanceof Element && slotOf(node)));
    teaser.replaceChildren(keepContent(gated, amount, feature.closest('[lang]')?.getAttribute('lang') ?? ''));
  };
}

/** A form's own members can be named by its fields, `slot` among them. */
function slotOf(element: Element): string | null {
  return Element.prototype.getAttribute.call(element, 'slot');
}
