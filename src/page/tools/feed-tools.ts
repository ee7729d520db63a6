import { bare } from '../../lib/bare.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { isPrerendering } from '../browser.js';
import { onActivated } from '../life/on-activated.js';
import { feedAnalytics } from './feed-analytics.js';
import { feedDataLayer } from './feed-data-layer.js';
import { forgetWall, recallWalls, rememberWall } from './remember-walls.js';
import type { ToolEvent, ToolsFeed, ToolsPage } from './tools-page.js';
import { watchAgreement } from './watch-agreement.js';
import type { SeenWall } from './watch-conversions.js';

/** Purposes of storing something on the device: the site's own word, and that of IAB TCF. */
const STORAGE_PURPOSES = ['storage', '1'];

/**
 * Feeds the data layer and the publisher's analytics until the session ends. A prerendered page feeds nothing before its
 * reader opens it.
 */
export function feedTools(page: ToolsPage): ToolsFeed {
  const { session, config, waiting, conversions } = page;
  let isRecalled = false;

  const agrees = watchAgreement(session, () => {
    recall();
    analytics?.consented();
  });
  const layer = config.dataLayer === false ? null : feedDataLayer(page);
  const analytics = isRecord(config.analytics) ? feedAnalytics(bare(config.analytics), session, agrees) : null;

  /** As for the ledger of trials: without an answer, storing is allowed if the page has no consent manager. */
  function mayStore(): boolean {
    const [granted] = STORAGE_PURPOSES.map(agrees).filter((answer) => answer !== undefined);
    return granted ?? typeof own(window, '__tcfapi') !== 'function';
  }

  function recall(): void {
    if (isRecalled || !mayStore()) return;
    isRecalled = true;
    conversions.recall(recallWalls());
  }

  const remember = ({ type, detail }: ToolEvent): void => {
    if (type === 'wall-open' && mayStore()) rememberWall(detail as SeenWall);
    if (type === 'conversion') forgetWall(own(detail, 'feature'));
  };

  const take = (): void => {
    // A page view comes before its events: decisions for a new one wait for the last of them.
    const isEarly = layer?.isBehind() && waiting.every(({ type }) => type === 'decision');
    if (isPrerendering() || isEarly) return;
    if (layer?.isBehind()) layer.finished();
    const taken = waiting.splice(0);
    taken.forEach(remember);
    layer?.take(taken);
    analytics?.take(taken);
  };

  const finished = (): void => {
    if (isPrerendering()) return;
    layer?.finished();
    recall();
    take();
  };

  onActivated(session, finished);
  return { take, finished };
}
