import type { Decision } from '../../model/decision.js';
import { createFault } from '../../model/fault.js';
import { own } from '../../lib/own.js';
import { sleep } from '../../lib/sleep.js';
import { dispatch, findElements } from '../browser.js';
import { offerForms } from '../compat/offer-forms.js';
import type { Feed, LivePage, ToolsPage } from './tools-page.js';
import { watchConversions } from './watch-conversions.js';

/** Most events that wait to be taken. */
const MOST = 100;
const TYPES = ['decision', 'wall-open', 'wall-close', 'submit', 'dismiss', 'conversion', 'fault'];
/** Zephr's own, in `window.Zephr`. */
const SWITCHES = ['includeOutcomes', 'outcomesAsEvents', 'groupFields'];

/**
 * Serves the page's tools: tells when all is shown, finds conversions, and offers forms to Zephr's own processors. The data
 * layer, analytics and structured data are loaded where config or page ask for them.
 */
export function serveTools(live: LivePage): void {
  const { zephr, host, config, isLatest, session } = live;
  if (!isLatest()) return;
  const page: ToolsPage = { ...live, heard: [], conversions: watchConversions() };
  const { heard, conversions } = page;
  /** Features whose decision was heard of, and places whose wall was. */
  const known = new Set<string>();
  let rounds = 0;
  let feed: Feed | undefined;

  const hear = (type: string, detail: unknown): void => {
    if (!isLatest()) return;
    const { feature } = Object(detail) as Partial<Decision>;
    // This file may have come between the two.
    if (type === 'wall-open' && !known.has(`decision ${feature}`)) hear('decision', detail);
    heard.push({ type, detail, at: Date.now() });
    if (heard.length > MOST) heard.shift();
    if (type === 'decision' || type === 'wall-open') {
      known.add(`${type} ${feature}`);
      conversions[type](detail as Decision);
    }
    feed?.take();
  };

  /** What was decided and shown before this file was here. */
  const catchUp = (): void => {
    for (const place of findElements('zephr-feature')) {
      const { decision } = place as { decision?: Decision | null };
      if (!decision) continue;
      if (!known.has(`decision ${decision.feature}`)) hear('decision', decision);
      const isWalled = decision.components.length > 0 && place.getAttribute('state') === 'walled';
      if (isWalled && !known.has(`wall-open ${decision.feature}`)) hear('wall-open', decision);
    }
  };

  const finish = async (): Promise<void> => {
    const round = ++rounds;
    await host.shown();
    // What is decided in one go is told once.
    await sleep(0);
    if (round !== rounds || !isLatest()) return;
    catchUp();
    dispatch('zephr.browserDecisionsFinished', {});
    try {
      if (wantsTools(live)) {
        const { feedTools } = await import('./feed-tools.js');
        feed ??= feedTools(page);
        feed.finished();
      }
      if (Object.values(config.features).some((feature) => own(feature, 'structuredData'))) {
        const { keepStructuredData } = await import('../structured-data/keep-structured-data.js');
        await keepStructuredData(live);
      }
    } catch (error) {
      host.report(createFault('chunk-unreachable', String(error)));
    }
  };

  session.own(() => feed?.stop());
  session.own(offerForms(host.report));
  session.listen(document, 'zephr-decisions', () => void finish());
  for (const type of TYPES) {
    session.listen(document, `zephr-${type}`, (event) => hear(type, (event as CustomEvent).detail));
  }
  // Resolves when nothing is under way.
  void zephr.identity().then(finish);
}

function wantsTools({ zephr, config: { dataLayer, analytics } }: LivePage): boolean {
  return Boolean(analytics ?? (dataLayer === undefined ? SWITCHES.some((name) => name in zephr) : dataLayer));
}
