import type { Config } from '../../model/config.js';
import type { Decision } from '../../model/decision.js';
import { createFault } from '../../model/fault.js';
import { own } from '../../lib/own.js';
import { FILE_TIMEOUT_MS } from '../../lib/request/limits.js';
import { sleep } from '../../lib/sleep.js';
import { within } from '../../lib/within.js';
import { dispatch, findElements } from '../browser.js';
import { hasDataLayerSwitch } from '../compat/data-layer-switches.js';
import { offerForms } from '../compat/offer-forms.js';
import type { Session } from '../session.js';
import { MAX_WAITING_EVENTS } from './limits.js';
import type { ToolsFeed, ToolsPage } from './tools-page.js';
import { watchConversions } from './watch-conversions.js';

const TYPES = ['decision', 'wall-open', 'wall-close', 'submit', 'dismiss', 'conversion', 'notify', 'fault'];

/**
 * Serves the page's tools until the session ends: announces when all features show their decisions, finds conversions, and
 * runs Zephr's own form processors. The data layer, analytics and structured data load if config or page use them.
 */
export function serveTools(session: Session, config: Config): void {
  if (session._isOn()) new ToolsServer(session, config).start();
}

class ToolsServer {
  readonly #page: ToolsPage;
  /** `decision` and `wall-open` by feature: the events that were noted. */
  readonly #noted = new Set<string>();
  #rounds = 0;
  #feed: ToolsFeed | undefined;
  #checkStructuredData: (() => Promise<void>) | undefined;

  constructor(session: Session, config: Config) {
    this.#page = { session, config, waiting: [], conversions: watchConversions() };
  }

  start(): void {
    const { session, config } = this.#page;
    offerForms(session, config);
    session._listen(document, 'zephr-decisions', () => void this.#finish());
    for (const type of TYPES) {
      session._listen(document, `zephr-${type}`, (event) => this.#note(type, (event as CustomEvent).detail));
    }
    // Resolves when no run is under way.
    void session.page.zephr.identity().then(() => this.#finish());
  }

  #note(type: string, detail: unknown): void {
    const { waiting, conversions } = this.#page;
    const { feature } = Object(detail) as Partial<Decision>;
    // This file may have loaded between the decision and its wall.
    if (type === 'wall-open' && !this.#noted.has(`decision ${feature}`)) this.#note('decision', detail);
    waiting.push({ type, detail, at: Date.now() });
    if (waiting.length > MAX_WAITING_EVENTS) waiting.shift();
    if (type === 'decision' || type === 'wall-open') {
      this.#noted.add(`${type} ${feature}`);
      conversions[type](detail as Decision);
    }
    this.#feed?.take();
  }

  /** Notes decisions and walls that are older than this file. */
  #catchUp(): void {
    for (const element of findElements('zephr-feature')) {
      const { decision } = element as { decision?: Decision | null };
      if (!decision) continue;
      if (!this.#noted.has(`decision ${decision.feature}`)) this.#note('decision', decision);
      const isWalled = decision.components.length > 0 && element.getAttribute('state') === 'walled';
      if (isWalled && !this.#noted.has(`wall-open ${decision.feature}`)) this.#note('wall-open', decision);
    }
  }

  async #finish(): Promise<void> {
    const { session } = this.#page;
    const round = ++this.#rounds;
    await session.page.host.shown();
    // Decisions of one run are announced once.
    await sleep(0);
    if (round !== this.#rounds || !session._isOn()) return;
    this.#catchUp();
    dispatch('zephr.browserDecisionsFinished', {});
    try {
      await this.#serveOptional();
    } catch (error) {
      session.report(createFault('chunk-unreachable', String(error)));
    }
  }

  /** Waits for a file. One that arrives late is used all the same. */
  #inTime<File>(name: string, file: Promise<File>): Promise<File> {
    return within(FILE_TIMEOUT_MS, name, file, () => void this.#finish());
  }

  /** Serves the tools whose files only some pages load. */
  async #serveOptional(): Promise<void> {
    const { session, config } = this.#page;
    if (wantsFeed(session, config)) {
      const { feedTools } = await this.#inTime('tools.js', import('./feed-tools.js'));
      this.#feed ??= feedTools(this.#page);
      this.#feed.finished();
    }
    if (Object.values(config.features).some((feature) => own(feature, 'structuredData'))) {
      const { keepStructuredData } = await this.#inTime(
        'structured-data.js',
        import('../structured-data/keep-structured-data.js'),
      );
      this.#checkStructuredData ??= keepStructuredData(session, config);
      await this.#checkStructuredData();
    }
  }
}

function wantsFeed({ page }: Session, { dataLayer, analytics }: Config): boolean {
  return Boolean(analytics ?? (dataLayer === undefined ? hasDataLayerSwitch(page.zephr) : dataLayer));
}
