import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { isPrerendering, listen } from '../browser.js';
import type { Feed, Heard, ToolsPage } from './tools-page.js';
import type { SeenWall } from './watch-conversions.js';
import { feedAnalytics } from './feed-analytics.js';
import { feedDataLayer } from './feed-data-layer.js';
import { forgetWall, recallWalls, rememberWall } from './remember-walls.js';
import { watchAgreement } from './watch-agreement.js';

/** Purpose of storing something on the device: the site's own word for it, and that of IAB TCF. */
const STORAGE = ['storage', '1'];

/**
 * Feeds the page's tools: the data layer, and the publisher's analytics. Nothing is told of a page that is made ready for a
 * reader who may never come.
 */
export function feedTools(page: ToolsPage): Feed {
  const { config, heard, conversions, inputs } = page;
  let isRecalled = false;

  const agreement = watchAgreement(inputs, () => {
    recall();
    analytics?.consented();
  });
  const layer = config.dataLayer === false ? null : feedDataLayer(page);
  const analytics = isRecord(config.analytics) ? feedAnalytics(config.analytics, page, agreement.agrees) : null;

  /** Where a consent manager is in the page it has to be asked, as for the ledger of trials. */
  function mayStore(): boolean {
    const [granted] = STORAGE.map(agreement.agrees).filter((answer) => answer !== undefined);
    return granted ?? typeof own(window, '__tcfapi') !== 'function';
  }

  function recall(): void {
    if (isRecalled || !mayStore()) return;
    isRecalled = true;
    conversions.recall(recallWalls());
  }

  const keep = ({ type, detail }: Heard): void => {
    if (type === 'wall-open' && mayStore()) rememberWall(detail as SeenWall);
    if (type === 'conversion') forgetWall(own(detail, 'feature'));
  };

  const take = (): void => {
    // A page view comes before what happened in it: what was decided for a new one waits for the last decision.
    const isEarly = layer?.isBehind() && heard.every(({ type }) => type === 'decision');
    if (isPrerendering() || isEarly) return;
    if (layer?.isBehind()) layer.finished();
    const taken = heard.splice(0);
    taken.forEach(keep);
    layer?.take(taken);
    analytics?.take(taken);
  };

  const finished = (): void => {
    if (isPrerendering()) return;
    layer?.finished();
    recall();
    take();
  };

  const stop = listen('prerenderingchange', finished);
  return {
    take,
    finished,
    stop: () => {
      stop();
      agreement.stop();
      analytics?.stop();
    },
  };
}
