import type { Decision } from '../../src/model/decision.js';
import { FILE_TIMEOUT_MS } from '../../src/lib/request/limits.js';
import { within } from '../../src/lib/within.js';
import { createFault } from '../../src/model/fault.js';
import type { FeatureView, Presentation } from '../../src/model/feature-host.js';
import type { RegionHolder } from '../../src/model/content-region.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { findHeadingLevel } from '../internal/find-heading-level.js';
import { findLanguage } from '../internal/find-language.js';
import { ownedBy } from '../session/owned-by.js';
import { findGaps } from '../walls.js';
import { AddedChildren, isBroughtTo } from './added-children.js';
import type { ReportFault } from './block-filler.js';
import { DecisionSubscribers } from './decision-subscribers.js';
import { chooseOffers } from './choose-offers.js';
import { createElementRegion } from './element-region.js';
import { createFilledWall, type FilledWall, type WallContext } from './filled-wall.js';
import { GatedContent, type GateRule, type Kept } from './gated-content.js';
import type { FillFor } from './load-wall-needs.js';
import { OutsideWalls } from './outside-walls.js';
import { createReportLimit, type ReportLimit } from './report-limit.js';
import { reportOutside } from './report-outside.js';
import type { putInZone } from './put-in-zone.js';
import type { Shown, WallHost } from './shown.js';
import { slotStyles } from './slots.styles.js';

interface ZonesFile {
  readonly putInZone: typeof putInZone;
}

/**
 * The walls of one presentation, and the beginning of the content where that is kept: children of the feature, each for a slot
 * of its own. Where the page brings markup of its own for a component, that is shown and no wall is made.
 */
export class ShownWalls implements Shown {
  /** For the shadow root, in order: slots, in a zone or not. */
  readonly slots: readonly HTMLElement[];
  /** Resolves when the walls are on the page as a whole. */
  readonly complete: Promise<unknown>;

  /** The state that was reported last. */
  #state: 'closed' | 'open' = 'closed';
  readonly #feature: HTMLElement;
  readonly #decision: Decision;
  readonly #host: WallHost;
  readonly #children: AddedChildren;
  /** `null` where the feature itself shows the walls. */
  readonly #outside: OutsideWalls | null;
  /** `null` where all of the content may be seen. */
  readonly #content: GatedContent | null;
  readonly #walls: readonly FilledWall[];
  /** Holds the slots of walls that are shown in a zone. */
  readonly #zone: HTMLElement | null;
  #updateZone: ((decision: Decision) => void) | undefined;
  readonly #unsubscribe: () => void;

  /** @param before - The walls that these ones follow, which are still there. */
  constructor(
    feature: HTMLElement,
    presentation: Presentation,
    host: WallHost,
    fillFor: FillFor,
    before: Shown | null | undefined,
  ) {
    const { decision, config, identity } = presentation;
    this.#feature = feature;
    this.#decision = decision;
    this.#host = host;
    if (!before && !decision.access) reportOutside(feature, host);
    const language = findLanguage(feature);
    const context: WallContext = {
      config: config!,
      session: host.session,
      language,
      headingLevel: findHeadingLevel(feature),
      fill: fillFor?.(identity, config, language),
      report: this.#report,
    };
    const { components } = decision;
    const isOurs = components[0] !== undefined && !components.some((id) => isBroughtTo(feature, id));
    this.#outside = isOurs ? OutsideWalls.of(feature) : null;
    const home = this.#outside?.home ?? feature;
    const tell = createReportLimit(decision.feature, host);
    this.#children = new AddedChildren(feature, home, tell);
    for (const each of new Set([feature, home])) adoptStyles(each.shadowRoot!);
    const kept = createKept();
    this.#content = decision.access
      ? null
      : ((before && #content in before ? before.#content : null) ?? createContent(feature, tell));
    this.#hold(kept);
    this.#walls = this.#addWalls(context);
    this.#children.append(() => this.#reflect());
    const count = decision.components.length;
    const { slots } = this.#children;
    this.#zone = decision.zone !== 'inline' && count > 0 ? createZonePlace(slots.splice(-count)) : null;
    const walls = [...slots, ...(this.#zone ? [this.#zone] : [])];
    this.slots = [...(decision.access ? [] : [kept]), ...(this.#outside ? [] : walls)];
    this.#outside?.show(walls);
    this.complete = Promise.all([
      ...this.#walls.map(({ complete }) => complete),
      this.#zone && this.#loadZone(config!),
    ]);
    this.#unsubscribe = ownedBy(host.session, DecisionSubscribers).add(this);
  }

  get detached(): readonly ParentNode[] {
    return this.#content?.detached ?? [];
  }

  undo(): void {
    this.#unsubscribe();
    this.#zone?.remove();
    this.#children.remove();
    this.#outside?.remove();
    this.#content?.release();
  }

  /** Reports that the walls are open, if there are any. A zone reports it itself when it is shown, which may be later. */
  notifyOpen(): void {
    if (!this.#zone) this.#open();
  }

  /** Reports that the walls are closed, if it was reported that they are open. */
  readonly notifyClosed = (): void => {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#host.notify('zephr-wall-close', this.#decision);
  };

  /**
   * Takes a later decision for any feature. The same outcome may come with another count, and the reader's input in its walls
   * must not be lost for that.
   */
  update(decision: Decision): void {
    const { feature, outcomeId, components } = this.#decision;
    if (!this.#feature.isConnected || decision.feature !== feature || decision.outcomeId !== outcomeId) return;
    if (String(components) !== String(decision.components)) return;
    this.#updateZone?.(decision);
    for (const wall of this.#walls) wall.update(decision);
  }

  readonly #open = (): void => {
    // A zone that was only moved is reported once.
    if (this.#state === 'open' || this.#decision.components.length === 0) return;
    this.#state = 'open';
    this.#host.notify('zephr-wall-open', this.#decision);
  };

  readonly #report: ReportFault = (code, { id }, message, member) => {
    const pointer = member ? `/components${toPointer(id)}/${member}` : '';
    this.#host.report(createFault(code, `${id}: ${message}`, this.#decision.feature, pointer));
  };

  /** Sets the attributes of the feature that are missing. */
  #reflect(): void {
    const { decision } = this.#feature as HTMLElement & Pick<FeatureView, 'decision'>;
    if (!decision) return;
    const { access, userState, outcomeId } = decision;
    const attributes = { state: access ? 'shown' : 'walled', 'user-state': userState, outcome: outcomeId };
    for (const [name, value] of Object.entries(attributes)) {
      if (!this.#feature.hasAttribute(name)) this.#feature.setAttribute(name, value);
    }
  }

  /** @param kept - Holds the slot of the content; in the shadow root at once, as styles are known of what is in a slot. */
  #hold(kept: HTMLElement): void {
    const { content, otherwise = 'hide' } = this.#decision;
    const amount = typeof content === 'object' && Object.values(content.keep)[0] ? content.keep : null;
    const language = this.#feature.closest('[lang]')?.getAttribute('lang') ?? '';
    const rule: GateRule = { amount, otherwise, language };
    this.#feature.shadowRoot!.prepend(kept);
    this.#content?.hold(rule, (state: Kept) => {
      kept.hidden = state === 'none';
      kept.toggleAttribute('data-cut', state === 'cut');
    });
  }

  #addWalls(context: WallContext): readonly FilledWall[] {
    return this.#decision.components.flatMap((id) => {
      // The config was checked: a component that an outcome names exists.
      const component = context.config.components![id]!;
      const { config, unknown } = chooseOffers(component, this.#decision, context.config);
      const part = { id, config };
      if (isBroughtTo(this.#feature, id)) {
        this.#children.add(id, null);
        return [];
      }
      const wall = createFilledWall(part, this.#decision, context);
      this.#children.add(id, wall && wall.element);
      if (!wall) {
        const message = `"${part.config.type}" is not a component of this version. Known: registration-wall, paywall, custom-block.`;
        this.#report('component-unknown', part, message, 'type');
        return [];
      }
      for (const member of findGaps(component)) this.#report('field-missing', part, `"${member}" is missing.`, member);
      for (const [member, offer] of unknown) {
        this.#report('offer-unknown', part, `the config has no offer "${offer}".`, member);
      }
      return [wall];
    });
  }

  async #loadZone(config: NonNullable<Presentation['config']>): Promise<void> {
    const zone = this.#zone!;
    const { store } = this.#host.session;
    try {
      // One promise for all, so that zones join the queue in the order of their features.
      const file = (store.get(createZonePlace) as Promise<ZonesFile> | undefined) ?? import('./put-in-zone.js');
      store.set(createZonePlace, file);
      const { putInZone } = await within(FILE_TIMEOUT_MS, 'zones.js', file);
      this.#updateZone = putInZone(zone, this.#decision, config, this.#host.session, {
        opened: this.#open,
        closed: this.notifyClosed,
      });
    } catch (error) {
      store.delete(createZonePlace);
      if (!zone.isConnected) return;
      // Better in the page than nowhere.
      zone.replaceWith(...zone.childNodes);
      this.#host.report(createFault('chunk-unreachable', String(error), this.#decision.feature));
      this.#open();
    }
  }
}

function adoptStyles({ adoptedStyleSheets }: ShadowRoot): void {
  const sheet = slotStyles.styleSheet!;
  if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
}

/** Holds the content that is kept. */
function createKept(): HTMLElement {
  const kept = Object.assign(document.createElement('div'), { part: 'content', hidden: true });
  kept.append(document.createElement('slot'));
  return kept;
}

function createContent(feature: HTMLElement, tell: ReportLimit): GatedContent {
  return new GatedContent((feature as RegionHolder)._region ?? createElementRegion(feature), tell);
}

/**
 * Holds the slots of walls that go into a zone, and shows nothing of them until that has loaded.
 *
 * The zone is in the shadow root of the feature and the walls stay among its children: there the page's styles reach
 * them, markup of the page's own goes into the zone without being moved, and all goes with the feature. The content of a
 * zone is in the top layer, so that the place of the feature does not matter.
 */
function createZonePlace(slots: readonly HTMLSlotElement[]): HTMLElement {
  const place = Object.assign(document.createElement('div'), { hidden: true });
  place.append(...slots);
  return place;
}
