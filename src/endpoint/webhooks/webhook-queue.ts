import type { LogOutage } from '../create-outage-log.js';
import {
  FIRST_WEBHOOK_WAIT_MS,
  MAX_WAITING_MESSAGES,
  MAX_WEBHOOK_ATTEMPTS,
  MAX_WEBHOOK_REQUESTS,
  MAX_WEBHOOK_WAIT_MS,
  WEBHOOK_TIMEOUT_MS,
} from '../limits.js';
import { createSigner, type SignMessage } from './create-signer.js';
import type { ReadWebhook } from './read-webhooks.js';
import { sendMessage, type WebhookMessage } from './send-message.js';

/** Counts what becomes of messages: `failed` is one attempt, `dropped` a message that is given up. */
export type CountDelivery = (webhook: string, result: 'delivered' | 'failed' | 'dropped') => void;

/** Ports of a queue. */
export interface QueuePorts {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A number from 0 to 1, by which waits differ. */
  readonly random: () => number;
  readonly logOutage: LogOutage;
  readonly count: CountDelivery;
  /** Default: `WEBHOOK_TIMES`. */
  readonly times?: WebhookTimes;
}

/** How long a queue waits, in milliseconds. */
export interface WebhookTimes {
  /** Time limit of an attempt. */
  readonly timeout: number;
  /** Wait after the first attempt. Each further wait is four times as long. */
  readonly firstWait: number;
  /** Longest wait between two attempts. */
  readonly maxWait: number;
}

const WEBHOOK_TIMES: WebhookTimes = {
  timeout: WEBHOOK_TIMEOUT_MS,
  firstWait: FIRST_WEBHOOK_WAIT_MS,
  maxWait: MAX_WEBHOOK_WAIT_MS,
};

/** A message that is neither delivered nor given up. */
interface Waiting {
  readonly message: WebhookMessage;
  /** Called at its end. */
  readonly end: () => void;
  attempts: number;
  /** Between two attempts. */
  timer?: ReturnType<typeof setTimeout> | undefined;
}

/** Each wait is four times the one before. */
const GROWTH = 4;
/** Waits differ by a fifth, so that the messages of an outage do not come back together. */
const JITTER = 0.2;

/**
 * The messages for one webhook. They are sent a few at a time, and again after growing waits where the receiver fails; a receiver
 * that hangs holds up its own messages alone. There is room for `MAX_WAITING_MESSAGES`: without room, and after the last attempt,
 * a message is dropped. Nothing waits for the queue but `drain`.
 */
export class WebhookQueue {
  readonly #webhook: ReadWebhook;
  readonly #ports: QueuePorts;
  readonly #sign: SignMessage;
  readonly #times: WebhookTimes;
  readonly #ending = new AbortController();
  readonly #open = new Set<Waiting>();
  /** Those that are to be sent as soon as there is a request for them. */
  #due: Waiting[] = [];
  #requests = 0;
  #isGone = false;
  /** Called when no message is left, while the queue is drained. */
  #onEmpty: (() => void) | null = null;

  constructor(webhook: ReadWebhook, ports: QueuePorts) {
    this.#webhook = webhook;
    this.#ports = ports;
    this.#times = ports.times ?? WEBHOOK_TIMES;
    this.#sign = createSigner(webhook.secrets);
  }

  /** Number of messages that are neither delivered nor given up. */
  get size(): number {
    return this.#open.size;
  }

  /**
   * Takes a message.
   *
   * @returns Resolves when it is delivered or given up; `null` where there is no room for it.
   */
  add(message: WebhookMessage): Promise<void> | null {
    if (this.#isGone || this.#open.size >= MAX_WAITING_MESSAGES || this.#ending.signal.aborted) {
      this.#noteDrop(this.#isGone ? 'gone' : 'full');
      return null;
    }
    return new Promise((end) => {
      const waiting = { message, end, attempts: 0 };
      this.#open.add(waiting);
      this.#due.push(waiting);
      this.#sendDue();
    });
  }

  /**
   * Sends each message at once, and for the last time. Messages that are left after so many milliseconds are
   * dropped, and so are later ones.
   */
  async drain(timeoutMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.#onEmpty = () => {
        clearTimeout(timer);
        resolve();
      };
      for (const waiting of this.#open) {
        if (waiting.timer === undefined) continue;
        clearTimeout(waiting.timer);
        this.#enqueue(waiting);
      }
      if (!this.#open.size) this.#onEmpty();
    });
    this.#ending.abort();
    for (const waiting of this.#open) this.#drop(waiting, 'stopped');
  }

  #enqueue(waiting: Waiting): void {
    waiting.timer = undefined;
    this.#due.push(waiting);
    this.#sendDue();
  }

  #sendDue(): void {
    while (this.#requests < MAX_WEBHOOK_REQUESTS && this.#due.length) void this.#send(this.#due.shift()!);
  }

  async #send(waiting: Waiting): Promise<void> {
    const { now, count, logOutage } = this.#ports;
    const { id } = this.#webhook;
    this.#requests++;
    waiting.attempts++;
    const { signal } = this.#ending;
    const sending = { sign: this.#sign, now, signal, timeoutMs: this.#times.timeout };
    const attempt = await sendMessage(this.#webhook, waiting.message, sending);
    this.#requests--;
    if (!this.#open.has(waiting)) return;
    if (attempt.result === 'delivered') {
      count(id, 'delivered');
      this.#settle(waiting);
    } else if (attempt.result === 'gone') {
      this.#isGone = true;
      for (const one of this.#open) this.#drop(one, 'gone');
    } else {
      const { code, status, retryAfterMs } = attempt;
      count(id, 'failed');
      logOutage('webhook-failed', { code, webhook: id, ...(status !== undefined && { status }) });
      if (waiting.attempts >= MAX_WEBHOOK_ATTEMPTS || this.#onEmpty) this.#drop(waiting, 'failed');
      else this.#sendLater(waiting, retryAfterMs);
    }
    this.#sendDue();
  }

  #sendLater(waiting: Waiting, retryAfterMs: number): void {
    const { firstWait, maxWait } = this.#times;
    const wait = Math.min(Math.max(retryAfterMs, firstWait * GROWTH ** (waiting.attempts - 1)), maxWait);
    const timer = setTimeout(() => this.#enqueue(waiting), wait * (1 + JITTER * this.#ports.random()));
    waiting.timer = timer;
    // A process of Node that has nothing else to do ends.
    (timer as { unref?: () => void }).unref?.();
  }

  #drop(waiting: Waiting, code: DropCode): void {
    this.#noteDrop(code);
    this.#settle(waiting);
  }

  #noteDrop(code: DropCode): void {
    const { count, logOutage } = this.#ports;
    count(this.#webhook.id, 'dropped');
    logOutage('webhook-dropped', { code, webhook: this.#webhook.id });
  }

  #settle(waiting: Waiting): void {
    clearTimeout(waiting.timer);
    this.#open.delete(waiting);
    this.#due = this.#due.filter((one) => one !== waiting);
    waiting.end();
    if (!this.#open.size) this.#onEmpty?.();
  }
}

/** Why a message is dropped: the receiver is gone, it has failed too often, there is no room, or the endpoint stops. */
type DropCode = 'gone' | 'failed' | 'full' | 'stopped';
