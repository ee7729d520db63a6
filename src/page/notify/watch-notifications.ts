import { ignore } from '../../lib/ignore.js';
import { FILE_TIMEOUT_MS } from '../../lib/request/limits.js';
import { sleep } from '../../lib/sleep.js';
import { within } from '../../lib/within.js';
import type { Config } from '../../model/config.js';
import type { Decision, RuleNotification } from '../../model/decision.js';
import { dispatch, isPrerendering } from '../browser.js';
import { createEndpointClient } from '../endpoint/create-endpoint-client.js';
import { readViewId } from '../endpoint/read-view-id.js';
import { onActivated } from '../life/on-activated.js';
import { onBack } from '../life/on-back.js';
import type { Session } from '../session.js';

/** Notifications of one request. */
const MAX_NOTIFICATIONS = 20;

/** A notification on its way to the endpoint. */
interface Sent {
  readonly feature: string;
  readonly name: string;
  readonly webhook: string;
  readonly userState: string;
  readonly outcomeId: string;
}

/**
 * Makes known what the decisions of the page name for it, until the session ends: by the event `zephr-notify` to the page's tools,
 * and by the endpoint to a webhook. Only decisions count that a view shows; each notification once a page view and feature. A
 * prerendered page makes nothing known before its reader opens it. The page waits for nothing of it, and a request that failed is
 * sent again when the reader comes back.
 */
export function watchNotifications(session: Session, { jwt }: Config): void {
  new Notifier(session, jwt).start();
}

class Notifier {
  readonly #session: Session;
  readonly #jwt: Config['jwt'];
  /** The file whose listeners hand the event to the page's tools. Without it the event is for the page alone. */
  readonly #tools = within(FILE_TIMEOUT_MS, 'live.js', import('../life/keep-live.js')).catch(ignore);
  #rounds = 0;

  constructor(session: Session, jwt: Config['jwt']) {
    this.#session = session;
    this.#jwt = jwt;
  }

  start(): void {
    const session = this.#session;
    const look = (): void => void this.#look();
    // Sealed content is shown after its decision.
    for (const type of ['zephr-decisions', 'zephr-opened', 'zephr-wall-open']) session._listen(document, type, look);
    onActivated(session, look);
    onBack(session, look);
    look();
  }

  async #look(): Promise<void> {
    const { page, _isOn: isOn } = this.#session;
    const round = ++this.#rounds;
    // A view without notifications lies between two others all the same.
    readViewId(this.#session);
    await Promise.all([this.#tools, page.host.shown()]);
    // By then the file has its listeners, and decisions of one run are looked at once.
    await sleep(0);
    if (round !== this.#rounds || !isOn() || isPrerendering()) return;
    const due: Sent[] = [];
    for (const { decision } of page.host._views.keys()) {
      for (const one of decision?.notifications ?? []) {
        const sent = this.#makeKnown(decision!, one);
        if (sent) due.push(sent);
      }
    }
    for (let at = 0; at < due.length; at += MAX_NOTIFICATIONS) void this.#send(due.slice(at, at + MAX_NOTIFICATIONS));
  }

  /** @returns What the endpoint is to be asked to send. */
  #makeKnown(decision: Decision, { name, webhook }: RuleNotification): Sent | null {
    const { feature, userState, outcomeId, outcomeLabel, access } = decision;
    if (this.#isNew(JSON.stringify([feature, name])))
      dispatch('zephr-notify', { feature, name, userState, outcomeId, outcomeLabel, access });
    if (webhook === undefined || !this.#isNew(JSON.stringify([feature, name, webhook]))) return null;
    return { feature, name, webhook, userState, outcomeId };
  }

  /** The notifications of this page view. */
  #known(): Set<string> {
    const { _memory: memory } = this.#session.page;
    const view = readViewId(this.#session);
    if (memory.notified?.view !== view) memory.notified = { view, known: new Set() };
    return memory.notified.known;
  }

  #isNew(key: string): boolean {
    const known = this.#known();
    return !known.has(key) && Boolean(known.add(key));
  }

  async #send(notifications: readonly Sent[]): Promise<void> {
    const session = this.#session;
    const endpoint = this.#jwt?.verifyEndpoint;
    if (endpoint === undefined) return;
    const token = session.page.visit?._reader()?.rawToken;
    const known = this.#known();
    const { status } = await createEndpointClient(endpoint, session.fetch).ask('notify', {
      post: { ...(token && { token }), view: readViewId(session), path: location.pathname, notifications },
      credentials: this.#jwt?.credentials ? 'include' : 'omit',
      keepalive: true,
    });
    // The endpoint knows a notification of a page view that it has sent.
    if (status === 0 || status === 429 || status >= 500)
      for (const { feature, name, webhook } of notifications) known.delete(JSON.stringify([feature, name, webhook]));
  }
}
