import { encodeBase64url } from '../../lib/base64url.js';
import { findNodes } from '../../config/find-nodes.js';
import { own } from '../../lib/own.js';
import { setOwn } from '../../lib/set-own.js';
import { toCanonicalPath } from '../../lib/to-canonical-path.js';
import type { Config } from '../../model/config.js';
import type { Decision } from '../../model/decision.js';
import type { TokenResult } from '../../model/token.js';
import type { LogOutage } from '../create-outage-log.js';
import { MAX_KNOWN_MESSAGES } from '../limits.js';
import type { ToAccountKey } from '../usage/to-account-key.js';
import { readWebhooks, type ReadWebhook } from './read-webhooks.js';
import { WebhookQueue, type CountDelivery } from './webhook-queue.js';

/** The reader and the page view of a notification. */
export interface NotifiedView {
  readonly result: TokenResult;
  /** Random id of the page view: of one view each notification is sent once. */
  readonly view: string;
}

/** A notification that a page reports. Its members beside the first three are the page's own word. */
export interface PageNotification {
  readonly feature: string;
  readonly name: string;
  readonly webhook: string;
  readonly userState: string;
  readonly outcomeId: string;
  readonly path: string;
}

/** The result for one notification. */
export type NotifyResult = 'queued' | 'repeated' | 'dropped' | 'webhook-unknown';

/** Sends to webhooks what rules make known. Nothing waits for it. */
export interface Notifier {
  /** Makes known what a page reports. A webhook that the settings do not have, and a node that the config does not have, are unknown. */
  readonly report: (notification: PageNotification, view: NotifiedView) => Promise<NotifyResult>;
  /**
   * Makes known what a decision of the endpoint itself names.
   *
   * @param path - The path of the page, where it is known.
   */
  readonly decided: (decision: Decision, path: string | undefined, view: NotifiedView) => Promise<void>;
  /** Number of messages that are neither delivered nor given up. */
  readonly pending: () => number;
  /** Sends what waits, for so many milliseconds at most, and drops the rest. */
  readonly drain: (timeoutMs: number) => Promise<void>;
}

/** Ports of the notifier. */
export interface NotifierPorts {
  readonly toAccountKey: ToAccountKey;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logOutage: LogOutage;
  readonly count?: CountDelivery | undefined;
  /** Keeps the runtime going until a message is delivered or given up. */
  readonly waitUntil?: ((delivery: Promise<unknown>) => void) | undefined;
}

const ID_OCTETS = 18;
const encoder = new TextEncoder();

/**
 * Creates the object that sends notifications to webhooks.
 *
 * @param webhooks - The option `webhooks`.
 * @throws {EndpointError} `option-invalid`, `webhook-secret-invalid`.
 */
export function createNotifier(webhooks: unknown, config: Config, ports: NotifierPorts): Notifier {
  const { now, logOutage, toAccountKey, waitUntil, count = () => undefined } = ports;
  const read = readWebhooks(webhooks);
  const queues = new Map(
    [...read.values()].map((webhook) => [
      webhook.id,
      new WebhookQueue(webhook, { now, random: Math.random, logOutage, count }),
    ]),
  );
  const nodes = findNotifications(config);
  const known = new Set<string>();

  const send = async (
    { feature, name, webhook }: Pick<PageNotification, 'feature' | 'name' | 'webhook'>,
    details: object,
    { result, view }: NotifiedView,
  ): Promise<NotifyResult> => {
    const target = read.get(webhook);
    if (!target) return 'webhook-unknown';
    const id = await nameMessage([toAccountKey(result), view, feature, name, webhook]);
    if (known.has(id)) return 'repeated';
    if (known.size >= MAX_KNOWN_MESSAGES) known.delete(known.values().next().value!);
    known.add(id);
    const data = { name, feature, reader: describeReader(result, target), ...details };
    const body = JSON.stringify({ type: 'zephr.notification', timestamp: new Date(now()).toISOString(), data });
    const delivery = queues.get(webhook)!.add({ id, body });
    if (!delivery) {
      // There may be room for it when it is reported again.
      known.delete(id);
      return 'dropped';
    }
    waitUntil?.(delivery);
    return 'queued';
  };

  return {
    report: async ({ userState, outcomeId, path, ...notification }, view) =>
      nodes.has(keyOf(notification))
        ? send(notification, { by: 'page', page: { userState, outcomeId, path } }, view)
        : 'webhook-unknown',
    decided: async ({ feature, notifications = [], userState, outcomeId, access }, path, view) => {
      const decision = { userState, outcomeId, access, path: path === undefined ? null : toCanonicalPath(path) };
      for (const { name, webhook } of notifications)
        if (webhook !== undefined) await send({ feature, name, webhook }, { by: 'endpoint', decision }, view);
    },
    pending: () => [...queues.values()].reduce((sum, { size }) => sum + size, 0),
    drain: async (timeoutMs) => {
      await Promise.all([...queues.values()].map((queue) => queue.drain(timeoutMs)));
    },
  };
}

/** The nodes of a config that name a webhook, as `keyOf` writes them. */
export function findNotifications({ features, subRules }: Config): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [feature, { rules }] of Object.entries(features))
    for (const node of findNodes(Object.values(rules ?? {}), subRules)) {
      const [name, webhook] = [own(node, 'name'), own(node, 'webhook')];
      if (node.type === 'notify' && typeof name === 'string' && typeof webhook === 'string')
        found.set(keyOf({ feature, name, webhook }), webhook);
    }
  return found;
}

function keyOf({ feature, name, webhook }: Pick<PageNotification, 'feature' | 'name' | 'webhook'>): string {
  return JSON.stringify([feature, name, webhook]);
}

/** The id of a message: the same wherever the same page view is reported, so that a receiver has it once. */
async function nameMessage(parts: readonly (string | null)[]): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(JSON.stringify(parts)));
  return `msg_${encodeBase64url(new Uint8Array(digest, 0, ID_OCTETS))}`;
}

/** The reader as the verified token names them: no word of the page. */
function describeReader(result: TokenResult, { claims: wanted }: ReadWebhook): object {
  const claims = {};
  if (result.status === 'valid')
    for (const name of wanted) {
      const value = own(result.claims, name);
      if (value !== undefined) setOwn(claims, name, value);
    }
  return { token: result.status, id: result._mapped?._id ?? null, claims };
}
