import { bare } from '../../lib/bare.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { createFault } from '../../model/fault.js';
import type { DataLayerConfig } from '../../model/config.js';
import { FILE_TIMEOUT_MS } from '../../lib/request/limits.js';
import { within } from '../../lib/within.js';
import { isPrerendering } from '../browser.js';
import { onActivated } from '../life/on-activated.js';
import { createDescriber } from './create-describer.js';
import { feedAnalytics } from './feed-analytics.js';
import { feedDataLayer } from './feed-data-layer.js';
import { forgetWall, forgetWalls, recallWalls, rememberWall } from './remember-walls.js';
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
  // Walls of this page view by feature, stored once that is permitted.
  const walls = new Map<unknown, SeenWall>();
  const describe = createDescriber(page);

  const agreement = watchAgreement(session, () => {
    keepWalls();
    analytics?.consented();
  });
  const layer = config.dataLayer === false ? null : feedDataLayer(page);
  const analytics = isRecord(config.analytics)
    ? feedAnalytics(bare(config.analytics), session, agreement.agrees)
    : null;

  let isWaiting = false;

  /** Loads the parts of the data layer that only some configs ask for. Where that fails, the data layer goes on without it. */
  function extend({ fields, userAttributes, formEvents }: Exclude<DataLayerConfig, false>): void {
    if (!(fields ?? userAttributes ?? formEvents)) return;
    isWaiting = true;
    void within(FILE_TIMEOUT_MS, 'data-layer.js', import('./extend-data-layer.js'))
      .then(({ extendDataLayer }) => layer?.extend((push) => extendDataLayer(page, mayStore, push)))
      .catch((error: unknown) => session.report(createFault('chunk-unreachable', String(error))))
      .then(() => {
        isWaiting = false;
        if (session._isOn()) finished();
      });
  }

  /** As for the ledger of trials: without an answer, storing is permitted if the page has no consent manager. */
  function mayStore(): boolean | undefined {
    if (!agreement.isSettled()) return undefined;
    const [granted] = STORAGE_PURPOSES.map(agreement.agrees).filter((answer) => answer !== undefined);
    return granted ?? (typeof own(window, '__tcfapi') === 'function' ? undefined : true);
  }

  /** Stores walls when that is permitted, and removes what is stored when it is refused. */
  function keepWalls(): void {
    const isPermitted = mayStore();
    if (isPermitted === false) forgetWalls();
    if (!isPermitted) return;
    if (!isRecalled) {
      isRecalled = true;
      const recalled = recallWalls();
      for (const wall of recalled) if (!walls.has(wall.feature)) walls.set(wall.feature, wall);
      conversions.recall(recalled);
    }
    for (const wall of walls.values()) rememberWall(wall);
  }

  const remember = ({ type, detail }: ToolEvent): void => {
    const feature = own(detail, 'feature');
    if (type === 'wall-open') walls.set(feature, detail as SeenWall);
    if (type !== 'conversion') return;
    walls.delete(feature);
    forgetWall(feature);
  };

  const take = (): void => {
    // A page view comes before its events: decisions for a new one wait for the last of them.
    const isEarly = layer?.isBehind() && waiting.every(({ type }) => type === 'decision');
    if (isPrerendering() || isWaiting || isEarly) return;
    if (layer?.isBehind()) layer.finished();
    const taken = waiting.splice(0);
    const described = taken.flatMap((event) => {
      const wall = walls.get(own(event.detail, 'feature'));
      remember(event);
      return describe(event, wall) ?? [];
    });
    layer?.take(described);
    analytics?.take(described);
    keepWalls();
  };

  const finished = (): void => {
    if (isPrerendering() || isWaiting) return;
    layer?.finished();
    keepWalls();
    take();
  };

  if (layer) extend(config.dataLayer || {});
  onActivated(session, finished);
  return { take, finished };
}
