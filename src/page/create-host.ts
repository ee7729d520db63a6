import type { Decision } from '../model/decision.js';
import { createFault, type Fault } from '../model/fault.js';
import {
  needsWalls,
  type FeatureHost,
  type FeatureSession,
  type FeatureView,
  type Presentation,
} from '../model/feature-host.js';
import { createFaultDecision } from '../decision/create-decision.js';
import type { Visit } from '../visit/visit.js';
import { dispatch } from './browser.js';

/** The places of the page and what they show. */
export interface Host extends FeatureHost {
  /** Decides for all places, or only for those that wait. */
  readonly update: (anew: boolean) => void;
  /** Resolves when each place shows what was decided for it last. */
  readonly shown: () => Promise<void>;
}

/** What is known of a place. */
interface Place {
  /** Since when it waits for something to show, in milliseconds as `performance.now()` counts. */
  since: number;
  timer?: ReturnType<typeof setTimeout>;
  shown?: Promise<void>;
}

/**
 * Makes the host of a page's places. Several places of one feature share one decision and one event.
 *
 * Whoever listens to an event may change an input there and then, and all is decided anew before `dispatch` returns. So no
 * decision is held across a `dispatch`: what is presented is read after it.
 *
 * @param current - The visit, `null` before there is one.
 * @param session - Gives the session of the current start.
 */
export function createHost(current: () => Visit | null, session: () => FeatureSession): Host {
  const places = new Map<FeatureView, Place>();
  const decisions = new Map<string, Decision>();
  let announcing = false;

  const report = (fault: Fault): void => {
    console.warn(`[zephr] ${fault.feature ?? 'page'}: ${fault.message}`);
    dispatch('zephr-fault', fault);
  };

  /** All decisions of one run are announced together, after the last of them. */
  const announce = (): void => {
    if (announcing) return;
    announcing = true;
    queueMicrotask(() => {
      announcing = false;
      dispatch('zephr-decisions', { decisions: Object.fromEntries(decisions) });
    });
  };

  /** Decides a feature, unless that is done, and tells; gives what holds after all that listeners did. */
  const decide = (feature: string): Decision | undefined => {
    const decision = decisions.has(feature) ? null : current()?.decide(feature);
    if (decision) {
      decisions.set(feature, decision);
      dispatch('zephr-decision', decision);
      announce();
    }
    return decisions.get(feature);
  };

  const presentationOf = (decision: Decision): Presentation => ({
    decision,
    config: current()?.config,
    identity: current()?.reader()?.identity,
    // An outcome that is not of the publisher's making is named after what went wrong.
    broken: decision.reason !== 'rule' && decision.outcomeId === decision.reason,
  });

  const fallback: FeatureHost['fallback'] = (feature, hasWalls) => {
    const presentation = presentationOf((current()?.fault ?? createFaultDecision)(feature));
    return !hasWalls && needsWalls(presentation) ? { ...presentation, broken: true } : presentation;
  };

  const present = (view: FeatureView, place: Place, presentation: Presentation): void => {
    const before = place.shown;
    const now = view.present(presentation);
    // Unless a listener to what this brought about has made the place show something newer.
    if (place.shown === before) place.shown = now;
  };

  const show = (view: FeatureView): void => {
    const { feature } = view;
    const decision = decide(feature);
    const place = places.get(view);
    // A listener took it off the page.
    if (!place) return;
    clearTimeout(place.timer);
    // What shows something waits from now on, if it comes to that.
    if (view.decision) place.since = performance.now();
    if (decision) present(view, place, presentationOf(decision));
    if (view.decision) return;
    const { timeout: ms = 2000, minHeight } = current()?.config.features[feature]?.pending ?? {};
    // A length, or a number of pixels: what is neither leaves no trace.
    view.style.minHeight ||= `${minHeight}`;
    view.style.minHeight ||= `${minHeight}px`;
    place.timer = setTimeout(
      () => {
        // It has come meanwhile.
        if (view.decision) return;
        // Something is to be shown already: its walls are not there.
        const late = place.shown;
        const visit = current();
        const missing = late ? 'walls.mjs' : visit?.reader() ? 'palette.mjs' : visit ? 'verify.mjs' : 'the config';
        present(view, place, fallback(feature, !late));
        report(createFault('timeout', `${missing} did not arrive within ${ms} ms`, feature));
        void late?.then(() => show(view));
      },
      place.since + ms - performance.now(),
    );
  };

  const disconnect = (view: FeatureView): void => {
    clearTimeout(places.get(view)?.timer);
    places.delete(view);
  };

  return {
    get session() {
      return session();
    },
    connect: (view) => {
      disconnect(view);
      places.set(view, { since: performance.now() });
      show(view);
    },
    disconnect,
    update: (anew) => {
      if (anew) decisions.clear();
      for (const view of places.keys()) show(view);
    },
    shown: async () => {
      for (const { shown } of places.values()) await shown;
    },
    fallback,
    notify: dispatch,
    report,
  };
}
