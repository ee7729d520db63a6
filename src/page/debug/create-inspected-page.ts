import type { InspectedFeature, InspectedPage, InspectedPlace } from '../../../components/inspector/inspected-page.js';
import type { Fault } from '../../model/fault.js';
import type { FeatureView } from '../../model/feature-host.js';
import { PREVIEW, type RunningPreview } from '../../model/running-preview.js';
import { sealTimesOf, type SealTimes } from '../../model/seal-times.js';
import { own } from '../../lib/own.js';
import type { Visit } from '../../visit/visit.js';
import type { Session } from '../session.js';
import { describeProtection } from './describe-protection.js';
import { inspectPage } from './inspect-page.js';
import type { Timings } from './read-timings.js';

/** The moments that the debug output has noted. */
export interface NotedTimings {
  /** Those of the last decision of a feature; those of the page where it has none. */
  readonly of: (feature: string) => Timings;
}

/**
 * Creates the page that the inspector shows. It reads the visit and the views; it changes neither.
 */
export function createInspectedPage(visit: Visit, session: Session, timings: NotedTimings): InspectedPage {
  const { host, zephr } = session.page;
  const { config } = visit;
  const faults: Fault[] = [];
  session._listen(document, 'zephr-fault', (event) => void faults.push((event as CustomEvent<Fault>).detail));

  const read = (id: string, views: readonly FeatureView[]): InspectedFeature => {
    const places = views.map((view) => toPlace(view, sealTimesOf(session.store).get(id)));
    const decision = places[0]?.decision ?? (own(visit._decided, id) as InspectedFeature['decision']) ?? null;
    return { id, places, decision, times: timings.of(id) };
  };
  return {
    config,
    features: () => {
      const views = new Map<string, FeatureView[]>();
      for (const view of host._views.keys()) views.set(view.feature, [...(views.get(view.feature) ?? []), view]);
      const ids = new Set([...views.keys(), ...Object.keys(config.features)]);
      return [...ids].map((id) => read(id, views.get(id) ?? []));
    },
    identity: () => visit._reader()?.identity ?? null,
    hints: () => {
      const reader = visit._reader();
      return reader ? inspectPage(config, reader.identity, session) : [];
    },
    faults: () => faults,
    decide: (feature) => zephr.decide(feature, { dryRun: true }),
    exportDecision: (feature) => zephr.exportDecision(feature),
    preview: () => (session.store.get(PREVIEW) as RunningPreview | undefined) ?? null,
    watch: (onChange) => {
      const types = ['identity', 'decisions', 'fault', 'wall-open', 'wall-close', 'opened'].map(
        (name) => `zephr-${name}`,
      );
      for (const type of [...types, 'zephr.browserDecisionsFinished']) session._listen(document, type, onChange);
    },
  };
}

/** A feature element, or the target that a view stands for. */
function toPlace(view: FeatureView, times: SealTimes | undefined): InspectedPlace {
  const { decision, anchor, place } = view as FeatureView & { readonly place?: Node };
  const isElement = view instanceof Element;
  const isWhole = decision?.access && decision.components.length === 0;
  return {
    node: isElement ? view : (place ?? (anchor as unknown as Node)),
    state: isElement ? (view.getAttribute('state') ?? 'pending') : !decision ? 'pending' : isWhole ? 'shown' : 'walled',
    decision,
    ...(isElement && { protection: describeProtection(view, times) }),
  };
}
