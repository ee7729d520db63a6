import { own } from '../../lib/own.js';
import { dispatch } from '../browser.js';
import { describePageView } from '../compat/describe-page-view.js';
import { DEFAULT_EVENTS, describeEvent } from './describe-event.js';
import type { ToolEvent, ToolsPage } from './tools-page.js';

/** The data layer of a page. */
export interface DataLayer {
  /** Whether the page view is not pushed yet. */
  readonly isBehind: () => boolean;
  /** Pushes events that the config asks for. */
  readonly take: (events: readonly ToolEvent[]) => void;
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

  const push = (event: string, fields: Readonly<Record<string, unknown>>): void => {
    // An element with this name is not an own member of the window.
    let layer = own(window, name);
    if (layer === undefined) (window as unknown as Record<string, unknown>)[name] = layer = [];
    try {
      (layer as unknown[]).push({ event, ...(zephr.groupFields ? { zephr: fields } : fields) });
    } catch {
      // The tag manager failed, or the member is not a list; neither may break the page.
    }
  };

  return {
    isBehind: () => readAddress() !== last.address,
    take: (taken) => {
      for (const { type, detail } of taken) {
        if (events.includes(type)) push(`zephr-${type}`, describeEvent(type, detail));
      }
    },
    finished: () => {
      const { includeOutcomes, outcomesAsEvents, outcomes, accessDetails } = zephr;
      const address = readAddress();
      if (address !== last.address) {
        last.address = address;
        last.outcomes.clear();
        push('zephr-pageview', describePageView(accessDetails, splitTests, includeOutcomes ? outcomes : undefined));
      }
      for (const [featureId, outcome] of Object.entries(outcomes)) {
        if (last.outcomes.get(featureId) === outcome.outcomeId) continue;
        last.outcomes.set(featureId, outcome.outcomeId);
        if (outcomesAsEvents) push(`zephr-outcome-${featureId}`, { featureId, ...outcome });
      }
      dispatch('zephr.dataLayerReady', {});
    },
  };
}

function readAddress(): string {
  return location.pathname + location.search;
}
