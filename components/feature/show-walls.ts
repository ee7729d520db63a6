import type { Decision } from '../../src/model/decision.js';
import { createFault, type Fault } from '../../src/model/fault.js';
import type { Part, TemplateData } from '../../src/model/part.js';
import type { FeatureHost, Presentation } from '../../src/model/feature-host.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { findLanguage } from '../internal/find-language.js';
import { findHeadingLevel } from '../internal/find-heading-level.js';
import { keepContent } from '../internal/keep-content.js';
import { createWall, findGaps, setWall, type Wall, type WallPart } from '../walls.js';
import type { Filled } from './fill-for.js';
import { loadMore, more } from './load-more.js';
import { loadZones } from './load-zones.js';
import { putAside } from './put-aside.js';

// What the zones' chunk takes from this one, which is there whenever a zone is: a second Lit would not be let through a
// list of `trusted-types`.
export { css, html, LitElement, nothing } from 'lit';
export { property } from '../internal/property.js';
export { controlStyles } from '../internal/control.styles.js';
export { findLanguage } from '../internal/find-language.js';
export { readText } from '../internal/read-text.js';
export { WordsController } from '../internal/words-controller.js';
export { textsOf } from '../../src/texts/load-texts.js';
export { ZephrElement } from '../internal/zephr-element.js';
export { hostStyles } from '../internal/host.styles.js';

/** Gives what shows the walls of an outcome, once all is there that they need. */
export async function prepare(presentation?: Presentation): Promise<{ readonly showWalls: typeof showWalls }> {
  await loadMore(presentation);
  return { showWalls };
}

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
  /** Hears what was decided for any feature since. */
  readonly hear: (again: Decision) => void;
}

const TEASER = 'zephr-teaser';

/**
 * What stands under something else keeps its distance, and kept content fades where it was cut; a rule in a shadow tree gives
 * way to any of the page's. On paper, and in colours that the reader has chosen, all of it is to be read.
 */
const STYLES =
  '* + slot::slotted(*) { margin-block-start: var(--zephr-wall-gap, 1.5em) }' +
  '@media screen and (forced-colors: none) { ::slotted([data-zephr-added=cut]) { mask-image: ' +
  'linear-gradient(#000 calc(100% - var(--zephr-fade, 4.5em)), #0003) } }';
let sheet: CSSStyleSheet | null = null;

/** What hears of decisions. Only its place holds it: what is gone from the page is not kept by the window that it listens to. */
const hearers = new Set<WeakRef<Shown>>();

/** How often a wall comes back that somebody else has taken away. */
const PATIENCE = 20;
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
  const language = findLanguage(feature);
  const headingLevel = findHeadingLevel(feature);
  const fill = more.fillFor?.(identity, config, language);
  const filled = (part: Part, { trials }: Decision): WallPart & Filled => ({
    ...(fill?.part(part, trials) ?? part),
    fill: fill && ((template) => fill.text(template, trials)),
    feature: decision.feature,
    headingLevel,
    trialLeft: Object.values(trials).at(-1),
    texts: config?.texts,
    customElements: config?.customElements,
  });
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
  const isGated = (node: ChildNode): boolean => !(node instanceof Element) || slotOf(node) === null;
  for (const copy of feature.querySelectorAll(`:scope > [${ADDED}]`)) {
    // A copy of a walled place has nothing but what was kept.
    if (copy.slot === TEASER && ![...feature.children].some(isGated)) copy.replaceWith(...copy.childNodes);
    else copy.remove();
  }
  adoptStyles(feature.shadowRoot!);
  const tell = (code: Fault['code'], { id }: Part, message: string, member?: string): void =>
    host.report(
      createFault(code, `${id}: ${message}`, decision.feature, member ? `/components${toPointer(id)}/${member}` : ''),
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
    const { keep: amount } = decision.content;
    keep = () => {
      const kept = keepContent(aside.nodes(), amount, feature.closest('[lang]')?.getAttribute('lang') ?? '');
      teaser.setAttribute(ADDED, kept.isCut ? 'cut' : '');
      teaser.replaceChildren(kept.content);
    };
  }
  const aside = putAside(feature, decision.access, isGated);
  for (const part of parts) {
    const known = filled(part, decision);
    const wall = brings(part.id) ? null : createWall(known);
    add(part.id, wall);
    if (wall) {
      for (const member of findGaps(part.config)) tell('field-missing', part, `"${member}" is missing.`, member);
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
        host.report(createFault('chunk-unreachable', String(error), decision.feature));
        open();
      },
    );
    complete.push(fill);
  }
  // While the page is parsed the content arrives bit by bit, and so may markup that stands for a wall.
  const observer = new MutationObserver((records) => {
    if (records.every(({ target }) => added.some((element) => element.contains(target)))) return;
    aside.again();
    keep();
    for (const element of added) {
      if (brings(element.slot)) element.remove();
      // An extension of the reader's browser does not read on by that.
      else if (element.parentNode !== feature && patience-- > 0) feature.append(element);
    }
  });
  let patience = PATIENCE;
  observer.observe(feature, { childList: true, characterData: true, subtree: true });
  const shown: Shown = {
    slots: place ? [...slots, place] : slots,
    complete: Promise.all(complete),
    undo: () => {
      hearers.delete(hearer);
      observer.disconnect();
      place?.remove();
      for (const element of added) element.remove();
      aside.back();
    },
    // A zone tells itself when it is shown, and that may take its time.
    tellOpen: () => place ?? open(),
    tellClosed: close,
    // The same outcome may come with another count, and what a reader has typed into its walls must not be lost for that.
    hear: (again) => {
      const { outcomeId, components } = again;
      if (!feature.isConnected || again.feature !== decision.feature || outcomeId !== decision.outcomeId) return;
      if (String(components) !== String(decision.components)) return;
      repeat?.(again);
      for (const entry of walls) {
        const known = filled(entry.part, again);
        const text = JSON.stringify(known);
        if (text !== entry.text) void finish(setWall(entry.wall, known), entry.part, known.data);
        entry.text = text;
      }
    },
  };
  const hearer = new WeakRef(shown);
  hearers.add(hearer);
  return shown;
}

function hear({ detail }: CustomEvent<Decision>): void {
  for (const hearer of hearers) {
    const shown = hearer.deref();
    if (shown) shown.hear(detail);
    else hearers.delete(hearer);
  }
}

function adoptStyles({ adoptedStyleSheets }: ShadowRoot): void {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLES);
    // Elements of the page can take the names of the window's methods.
    EventTarget.prototype.addEventListener.call(window, 'zephr-decision', hear as EventListener);
  }
  if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
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

/** A form's own members can be named by its fields, `slot` among them. */
function slotOf(element: Element): string | null {
  return Element.prototype.getAttribute.call(element, 'slot');
}
