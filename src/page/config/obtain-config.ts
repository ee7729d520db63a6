import { ConfigError } from '../../model/config-error.js';
import { fetchText, readConfig, type RawConfig } from '../../config/read-config.js';
import { sleep } from '../../lib/sleep.js';
import { within } from '../../lib/within.js';
import type { Session } from '../session.js';
import { CONFIG_JITTER_MS, CONFIG_PAUSES_MS, CONFIG_TIMEOUT_MS, MAX_RETRY_AFTER_MS } from './limits.js';
import type { ObtainedConfig } from './obtained-config.js';
import { obtainOrKeep } from './obtain-or-keep.js';
import { readSignature } from './read-signature.js';

export { readSignedText } from './read-signature.js';

/** A config that the core was asked for. */
export interface ConfigRequest {
  readonly url: string;
  readonly session: Session;
  /** The text of the first request, which the core has sent. It may come late. */
  readonly text: Promise<string>;
  /** The config that the core reads from the text. It settles in time. */
  readonly first: Promise<RawConfig>;
}

/**
 * Obtains a config where the first plain attempt has failed or is not enough: asks again, verifies the signature that the
 * script tag demands, and keeps the config where the script tag says so.
 *
 * @throws {ConfigError} (rejects) When there is no usable config. Never waits without end.
 */
export async function obtainConfig(
  url: string,
  session: Session,
  text: Promise<string>,
  first: Promise<RawConfig>,
): Promise<RawConfig> {
  const { keepConfig } = session.page._tag;
  const fresh = new Attempts({ url, session, text, first }).first();
  const again = (): Promise<ObtainedConfig> => {
    const next = fetchText(url, session.fetch);
    return new Attempts({
      url,
      session,
      text: next,
      first: readConfig(within(CONFIG_TIMEOUT_MS, 'an answer', next)),
    }).first();
  };
  const { raw } = await (keepConfig === undefined ? fresh : obtainOrKeep(url, session, keepConfig, fresh, again));
  return raw;
}

/**
 * The attempts to read a config from its address: the one of the core and two more. A late attempt is not given up: the first
 * one that succeeds counts.
 */
class Attempts {
  readonly #request: ConfigRequest;
  readonly #all: Promise<ObtainedConfig>[] = [];
  /** Why the last attempt that has failed did so. */
  #failure: unknown = new ConfigError('config-unreachable', '', {
    cause: new Error(`no answer within ${CONFIG_TIMEOUT_MS} ms`),
  });
  /** The time for which the server wants to be left alone, in milliseconds. */
  #retryAfter = 0;

  constructor(request: ConfigRequest) {
    this.#request = request;
    this.#add(request.text);
  }

  /** Resolves with the first success; rejects with the last failure. */
  async first(): Promise<ObtainedConfig> {
    // The core has waited for the text, or does so.
    await this.#request.first.catch(() => undefined);
    let found = await this.#within(0);
    for (const ms of CONFIG_PAUSES_MS) {
      if (found) return found;
      if (this.#retryAfter > MAX_RETRY_AFTER_MS) break;
      found = await this.#during(Math.max(this.#retryAfter, ms + Math.random() * CONFIG_JITTER_MS));
      if (found) return found;
      this.#add(this.#ask());
      found = await this.#within(CONFIG_TIMEOUT_MS);
    }
    if (found) return found;
    throw this.#failureAt(this.#request.url);
  }

  /** The words for the mistake name the address, which is known only here. */
  #failureAt(address: string): unknown {
    const { cause } = this.#failure as ConfigError;
    if (cause instanceof Error) Object.assign(cause, { address });
    return this.#failure;
  }

  #add(text: Promise<string>): void {
    const attempt = this.#read(text);
    this.#all.push(attempt);
    attempt.catch((error: unknown) => (this.#failure = error));
  }

  async #ask(): Promise<string> {
    const { url, session } = this.#request;
    // The browser's HTTP cache must not repeat an unusable answer.
    const init: RequestInit = { referrerPolicy: 'no-referrer', signal: session.signal, cache: 'reload' };
    const response = await session.fetch(url, init);
    this.#retryAfter = readRetryAfter(response);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.text();
  }

  /** Reads a config from its text, and verifies it where the script tag demands that. */
  async #read(text: Promise<string>): Promise<ObtainedConfig> {
    const { url, session } = this.#request;
    const { configKey } = session.page._tag;
    // It may fail before the signature has come.
    text.catch(() => undefined);
    const signature = configKey === undefined ? null : await readSignature(url, text, configKey, session);
    return { raw: await readConfig(text), text: await text, signature };
  }

  /** The first success of that time; ends at once when all attempts have failed. */
  #within(ms: number): Promise<ObtainedConfig | void> {
    return Promise.race([Promise.any(this.#all).catch(() => undefined), sleep(ms)]);
  }

  /** The first success of that time. */
  #during(ms: number): Promise<ObtainedConfig | void> {
    const over = sleep(ms);
    return Promise.race([Promise.any(this.#all).catch(() => over), over]);
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3 */
function readRetryAfter({ headers }: Pick<Response, 'headers'>): number {
  // A `fetch` of the site's own may answer without headers.
  const value = (headers as Headers | undefined)?.get('retry-after') ?? '';
  const ms = /^\d{1,9}$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return ms > 0 ? ms : 0;
}
