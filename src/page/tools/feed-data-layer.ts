import { own } from '../../lib/own.js';
import { dispatch } from '../browser.js';
import type { Heard, ToolsPage } from './tools-page.js';
import { describeEvent, USUAL } from './describe-event.js';
import { describePageView } from './describe-page-view.js';

/** The data layer of a page. */
export interface DataLayer {
  /** Whether the page view is still to be pushed. */
  readonly isBehind: () => boolean;
  readonly take: (heard: readonly Heard[]) => void;
  /** Pushes a page view and its outcomes, and what has changed since. */
  readonly finished: () => void;
}

/** The page view that was pushed last; a second start of the SDK in the same document is part of it. */
let address = '';
/** The outcome of each feature that was pushed last. */
const pushed = new Map<string, string>();

/**
 * Feeds the list that the page's tag manager reads. A page view is pushed once an address, however often it is decided; an
 * outcome when it is another one than before. Our own events are pushed where the config has a `dataLayer`.
 */
export function feedDataLayer({ zephr, config: { dataLayer, splitTests } }: ToolsPage): DataLayer {
  const { name = 'dataLayer', events = dataLayer ? USUAL : [] } = dataLayer || {};

  const push = (event: string, fields: Readonly<Record<string, unknown>>): void => {
    // Elements of this name are no own members.
    let layer = own(window, name);
    if (layer === undefined) (window as unknown as Record<string, unknown>)[name] = layer = [];
    try {
      (layer as unknown[]).push({ event, ...(zephr.groupFields ? { zephr: fields } : fields) });
    } catch {
      // Whoever reads it has failed, or it is no list: that is none of the page's business.
    }
  };

  return {
    isBehind: () => location.pathname + location.search !== address,
    take: (heard) => {
      for (const { type, detail } of heard) {
        if (events.includes(type)) push(`zephr-${type}`, describeEvent(type, detail));
      }
    },
    finished: () => {
      const { includeOutcomes, outcomesAsEvents, outcomes, accessDetails } = zephr;
      const current = location.pathname + location.search;
      if (current !== address) {
        address = current;
        pushed.clear();
        push('zephr-pageview', describePageView(accessDetails, splitTests, includeOutcomes ? outcomes : undefined));
      }
      for (const [featureId, outcome] of Object.entries(outcomes)) {
        if (pushed.get(featureId) === outcome.outcomeId) continue;
        pushed.set(featureId, outcome.outcomeId);
        if (outcomesAsEvents) push(`zephr-outcome-${featureId}`, { featureId, ...outcome });
      }
      dispatch('zephr.dataLayerReady', {});
    },
  };
}
