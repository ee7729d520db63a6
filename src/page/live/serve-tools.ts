import type { Config } from '../../model/config.js';
import type { Decision } from '../../model/decision.js';
import { aFault } from '../../model/fault.js';
import { own } from '../../lib/own.js';
import { sleep } from '../../lib/sleep.js';
import type { VisitInputs } from '../../visit/create-visit.js';
import { dispatch, findElements, listen } from '../browser.js';
import type { Host } from '../create-host.js';
import type { Zephr } from '../zephr.js';
import { offerForms } from './offer-forms.js';
import { watchConversions, type Conversions } from './watch-conversions.js';

/** What the tools of a page are served from. */
export interface LivePage {
  readonly zephr: Zephr;
  readonly host: Pick<Host, 'shown' | 'report'>;
  readonly config: Config;
  /** Whether the SDK was not started anew since. */
  readonly isLatest: () => boolean;
  /** What the site's own code has handed in by now. */
  readonly inputs: Readonly<Pick<VisitInputs, 'facts'>>;
}

/** An event of this SDK, or what it would have told. */
export interface Heard {
  /** Without `zephr-`. */
  readonly type: string;
  readonly detail: unknown;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What is known of a page, for the files that only some pages load. */
export interface ToolsPage extends LivePage {
  /** Events that nobody has taken yet; the oldest are dropped. */
  readonly heard: Heard[];
  readonly conversions: Conversions;
}

/** What feeds the page's tools, of the file that only pages with such tools load. */
export interface Feed {
  /** Takes the events that were heard. */
  readonly take: () => void;
  /** All features show what was decided. */
  readonly finished: () => void;
  readonly stop: () => void;
}

/** Most events that wait to be taken. */
const MOST = 100;
const TYPES = ['decision', 'wall-open', 'wall-close', 'submit', 'dismiss', 'conversion', 'fault'];
/** Zephr's own, in `window.Zephr`. */
const SWITCHES = ['includeOutcomes', 'outcomesAsEvents', 'groupFields'];

/** Ends what an earlier start has begun. */
let leave: (() => void)[] = [];

/**
 * Serves the page's tools: tells when all is shown, finds conversions, and offers forms to Zephr's own processors. The data
 * layer, analytics and structured data are loaded where config or page ask for them.
 */
export function serveTools(live: LivePage): void {
  const { zephr, host, config, isLatest } = live;
  if (!isLatest()) return;
  leave.forEach((stop) => stop());
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
        const { feedTools } = await import('../tools/feed-tools.js');
        feed ??= feedTools(page);
        feed.finished();
      }
      if (Object.values(config.features).some((feature) => own(feature, 'structuredData'))) {
        const { keepStructuredData } = await import('../structured-data/keep-structured-data.js');
        await keepStructuredData(live);
      }
    } catch (error) {
      host.report(aFault('chunk-unreachable', String(error)));
    }
  };

  leave = [
    () => feed?.stop(),
    offerForms(host.report),
    listen('zephr-decisions', () => void finish()),
    ...TYPES.map((type) => listen(`zephr-${type}`, (event) => hear(type, (event as CustomEvent).detail))),
  ];
  // Resolves when nothing is under way.
  void zephr.identity().then(finish);
}

function wantsTools({ zephr, config: { dataLayer, analytics } }: LivePage): boolean {
  return Boolean(analytics ?? (dataLayer === undefined ? SWITCHES.some((name) => name in zephr) : dataLayer));
}
