import { own } from '../../lib/own.js';
import { dispatch } from '../browser.js';
import { describePageView } from '../compat/describe-page-view.js';
import type { DescribedEvent } from './create-describer.js';
import { DEFAULT_EVENTS } from './describe-event.js';
import type { ToolsPage } from './tools-page.js';

/** Pushes an event with its members. */
export type Push = (event: string, fields: Readonly<Record<string, unknown>>) => void;

/** The parts of the data layer that only some configs ask for. */
export interface DataLayerMore {
  /** Further members of the page view. */
  readonly pageView: () => Readonly<Record<string, unknown>>;
  /** Looks for new forms. */
  readonly look: () => void;
}

/** The data layer of a page. */
export interface DataLayer {
  readonly extend: (make: (push: Push) => DataLayerMore) => void;
  /** Whether the page view is not pushed yet. */
  readonly isBehind: () => boolean;
  /** Pushes events that the config asks for. */
  readonly take: (events: readonly DescribedEvent[]) => void;
  /** Pushes the page view, and outcomes that have changed since. */
  readonly finished: () => void;
}

/**
 * Feeds the list that the page's tag manager reads. A page view is pushed once an address, however often it is decided; an
 * outcome is pushed when it changes. Events of this SDK are pushed if the config has a `dataLayer`. Pushed events
 * stay when the session ends, since they are history.
 */
export function feedDataLayer({ session, config: { dataLayer, splitTests } }: ToolsPage): DataLayer {
  const { zephr, _memory: memory } = session.page;
  const { name = 'dataLayer', events = dataLayer ? DEFAULT_EVENTS : [] } = dataLayer || {};
  const last = (memory.pushed ??= { address: '', outcomes: new Map() });

  const push: Push = (event, fields) => {
    // An element with this name is not an own member of the window.
    let layer = own(window, name);
    if (layer === undefined) (window as unknown as Record<string, unknown>)[name] = layer = [];
    try {
      (layer as unknown[]).push({ event, ...(zephr.groupFields ? { zephr: fields } : fields) });
    } catch {
      // The tag manager failed, or the member is not a list; neither may break the page.
    }
  };

  let more: DataLayerMore | undefined;

  return {
    extend: (make) => {
      more = make(push);
    },
    isBehind: () => readAddress() !== last.address,
    take: (taken) => {
      for (const { type, fields } of taken) {
        if (events.includes(type)) push(`zephr-${type}`, fields);
      }
      more?.look();
    },
    finished: () => {
      const { includeOutcomes, outcomesAsEvents, outcomes, accessDetails } = zephr;
      const address = readAddress();
      if (address !== last.address) {
        last.address = address;
        last.outcomes.clear();
        push('zephr-pageview', {
          ...describePageView(accessDetails, splitTests, includeOutcomes ? outcomes : undefined),
          ...more?.pageView(),
        });
      }
      for (const [featureId, outcome] of Object.entries(outcomes)) {
        if (last.outcomes.get(featureId) === outcome.outcomeId) continue;
        last.outcomes.set(featureId, outcome.outcomeId);
        if (outcomesAsEvents) push(`zephr-outcome-${featureId}`, { featureId, ...outcome });
      }
      more?.look();
      dispatch('zephr.dataLayerReady', {});
    },
  };
}

function readAddress(): string {
  return location.pathname + location.search;
}
