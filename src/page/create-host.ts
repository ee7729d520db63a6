import type { Decision } from '../model/decision.js';
import { aFault, type Fault } from '../model/fault.js';
import type { FeatureHost, FeatureView, Presentation } from '../model/feature-host.js';
import { aFaultDecision } from '../decision/create-engine.js';
import type { Visit } from '../visit/create-visit.js';
import { dispatch } from './browser.js';

/** The places of the page and what they show. */
export interface Host extends FeatureHost {
  /** Decides for all places, or only for those that wait; resolves when the page shows it. */
  readonly update: (anew: boolean) => Promise<void>;
}

/** Milliseconds that a place waits before it shows its fallback. */
const TIMEOUT = 2000;

/**
 * Makes the host of a page's places. Several places of one feature share one decision and one event.
 *
 * @param current - The visit, `null` before there is one.
 */
export function createHost(current: () => Visit | null): Host {
  const views = new Map<FeatureView, ReturnType<typeof setTimeout> | undefined>();
  let decisions: Record<string, Decision> = Object.create(null) as Record<string, Decision>;
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
      dispatch('zephr-decisions', { decisions: { ...decisions } });
    });
  };

  const decide = (feature: string): Decision | null => {
    const visit = current();
    const known = decisions[feature];
    const decision = known ?? visit?.decide(feature) ?? null;
    if (decision && !known) {
      decisions[feature] = decision;
      dispatch('zephr-decision', decision);
      announce();
    }
    return decision;
  };

  const presentationOf = (decision: Decision): Presentation => {
    const visit = current();
    const { components, jwt } = visit?.config ?? {};
    return {
      decision,
      parts: decision.components.map((id) => ({ id, config: components![id]! })),
      identity: visit?.reader()?.identity ?? null,
      attributes: jwt?.userAttributes?.privateClaimName,
      broken: decision.reason !== 'rule' && ['fault', 'unknown-feature'].includes(decision.outcomeId),
    };
  };

  const fallback: FeatureHost['fallback'] = (feature, fault) => {
    report(fault);
    return presentationOf(current()?.engine().fault(feature) ?? aFaultDecision(feature));
  };

  const waitFor = (view: FeatureView): ReturnType<typeof setTimeout> => {
    const { feature } = view;
    const ms = current()?.config.features[feature]?.pending?.timeout ?? TIMEOUT;
    return setTimeout(() => {
      void view.present(fallback(feature, aFault('timeout', `not decided within ${ms} ms`, feature)));
    }, ms);
  };

  const show = async (view: FeatureView): Promise<void> => {
    const decision = decide(view.feature);
    if (!decision) return;
    clearTimeout(views.get(view));
    await view.present(presentationOf(decision));
  };

  return {
    connect: (view) => {
      views.set(view, decide(view.feature) ? undefined : waitFor(view));
      void show(view);
      return () => {
        clearTimeout(views.get(view));
        views.delete(view);
      };
    },
    update: async (anew) => {
      if (anew) decisions = Object.create(null) as typeof decisions;
      await Promise.all([...views.keys()].map(show));
    },
    fallback,
    notify: dispatch,
    report,
  };
}
