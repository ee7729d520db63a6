import { decodeBase64url } from '../../lib/base64url.js';
import { readSearchParam } from '../../facts/read-search-param.js';
import { own } from '../../lib/own.js';
import { REQUEST_TIMEOUT_MS } from '../../lib/request/limits.js';
import { requestJson } from '../../lib/request/request-json.js';
import { toDecision } from '../../lib/to-decision.js';
import type { Config } from '../../model/config.js';
import type { Decision } from '../../model/decision.js';
import type { KeyAnswer, KeyQuestion } from '../../model/place-questions.js';
import { sealTimesOf, type SealTimes } from '../../model/seal-times.js';
import { releaseKey } from '../../seal/release-key.js';
import { readReferrer, resolveAddress } from '../browser.js';
import { readSessionId } from '../endpoint/read-session-id.js';
import { readViewId } from '../endpoint/read-view-id.js';
import { LAST_FACTS } from '../export/last-facts.js';
import type { Session } from '../session.js';

/** A refusal without a decision: a trial has nobody to count for. */
const NOBODY =
  'The endpoint counts a trial before it gives the key, and neither a token nor an id of the browser says for whom.';

/** Seals of one request. */
const MAX_SEALS = 32;
const KEY_OCTETS = 32;
const DEFAULT_CLAIM = 'zephr_keys';

interface Waiting {
  readonly question: KeyQuestion;
  readonly answer: (answer: KeyAnswer) => void;
}

interface Remembered {
  readonly feature: string;
  readonly answer: Promise<KeyAnswer>;
  /** When it is no longer to be used, in milliseconds since 1970. */
  until: number;
}

/**
 * Asks for the keys of seals. The claim of the token goes first, and needs no request; else the endpoint is asked. Questions of one
 * task travel together, and an answer is remembered for the seal and the reader, a refusal too; a request that failed is not.
 */
export class KeyAsker {
  readonly #session: Session;
  readonly #config: Config;
  readonly #known = new Map<string, Remembered>();
  #waiting: Waiting[] = [];

  constructor(session: Session, config: Config) {
    this.#session = session;
    this.#config = config;
  }

  /** Never rejects. */
  ask(question: KeyQuestion): Promise<KeyAnswer> {
    const reader = this.#reader();
    const name = JSON.stringify([reader?.rawToken, reader?.claims, question.question, this.#sessions()]);
    const known = this.#known.get(name);
    if (known && known.until > Date.now()) return known.answer;
    const remembered: Remembered = {
      feature: question.decision.feature,
      answer: this.#find(question, (until) => {
        remembered.until = until;
      }),
      until: Infinity,
    };
    this.#known.set(name, remembered);
    const times: SealTimes = { asked: performance.now() };
    sealTimesOf(this.#session.store).set(remembered.feature, times);
    void remembered.answer.then((answer) => {
      times.answered = performance.now();
      times.answer = 'key' in answer ? 'key' : 'code' in answer ? answer.code : 'refused';
      if ('code' in answer && this.#known.get(name) === remembered) this.#known.delete(name);
    });
    return remembered.answer;
  }

  /** Forgets the keys of a feature. Refusals stay. */
  forget(feature: string): void {
    for (const [name, { feature: of, answer }] of this.#known) {
      if (of !== feature) continue;
      void answer.then((known) => 'key' in known && this.#known.delete(name));
    }
  }

  #reader(): ReturnType<NonNullable<Session['page']['visit']>['_reader']> | undefined {
    return this.#session.page.visit?._reader();
  }

  /** The place of this browser among those that read with the account, where a rule of the page asks for it. */
  #sessions(): unknown {
    return own(own(this.#session.store.get(LAST_FACTS), 'facts'), 'active-sessions');
  }

  async #find(question: KeyQuestion, onUntil: (until: number) => void): Promise<KeyAnswer> {
    const ofClaim = await this.#releaseByClaim(question);
    if (ofClaim) return ofClaim;
    if (this.#address() === null) {
      const { kid, decision } = question;
      const message = `The token has no key with the id "${kid}" for "${decision.feature}", and the config names no endpoint.`;
      return { code: 'key-unknown', message };
    }
    const answer = await new Promise<KeyAnswer & { readonly until?: number }>((resolve) => {
      this.#waiting.push({ question, answer: resolve });
      if (this.#waiting.length === 1) setTimeout(() => this.#send());
    });
    if (answer.until !== undefined) onUntil(answer.until);
    return answer;
  }

  /** By the key of the feature that the provider has put into the token. */
  async #releaseByClaim({ decision, kid, header, wrapped }: KeyQuestion): Promise<KeyAnswer | null> {
    const keys = own(this.#reader()?.claims, this.#config.sealing?.claim ?? DEFAULT_CLAIM);
    const text = own(own(keys, decision.feature), kid);
    const featureKey = typeof text === 'string' ? decodeBase64url(text) : null;
    if (featureKey?.length !== KEY_OCTETS) return null;
    return releaseKey(featureKey, header, wrapped).then(
      (key) => ({ key }),
      (error: unknown) => ({ code: 'seal-invalid', message: String(own(error, 'message')) }),
    );
  }

  /** Address of the endpoint; `null` where the config names no endpoint. */
  #address(): string | null {
    const { sealing, jwt } = this.#config;
    if (sealing?.endpoint !== undefined) return resolveAddress(sealing.endpoint).href;
    return jwt?.verifyEndpoint === undefined ? null : new URL('keys', resolveAddress(jwt.verifyEndpoint)).href;
  }

  #send(): void {
    const all = this.#waiting;
    this.#waiting = [];
    for (let at = 0; at < all.length; at += MAX_SEALS) void this.#request(all.slice(at, at + MAX_SEALS));
  }

  async #request(waiting: readonly Waiting[]): Promise<void> {
    const address = this.#address()!;
    const failAll = (why: string): void => {
      const message = `${address} gives no keys: ${why}`;
      for (const { answer } of waiting) answer({ code: 'endpoint-unreachable', message });
    };
    try {
      const { status, value } = await requestJson(this.#session.fetch, address, {
        post: this.#body(waiting.map(({ question }) => question.question)),
        credentials: this.#config.jwt?.credentials ? 'include' : 'omit',
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      const seals = own(value, 'seals');
      if (!Array.isArray(seals) || seals.length !== waiting.length) return failAll(`status ${status}`);
      const decisions = own(value, 'decisions');
      const read = createReader(decisions, this.#config);
      waiting.forEach(({ question, answer }, index) => answer(read(seals[index], question) ?? lacking(address)));
    } catch (error) {
      failAll(String(error));
    }
  }

  #body(seals: readonly string[]): object {
    const token = this.#reader()?.rawToken;
    const usage = own(this.#session.store.get(LAST_FACTS), 'usage');
    const reader = own(usage, 'reader');
    const gift = readSearchParam(location.href, 'gift');
    const code = readSearchParam(location.href, 'promo');
    const btr = readSearchParam(location.href, 'btr');
    const referrer = readReferrer();
    const { deviceId } = this.#session.page._memory;
    return {
      ...(token && { token }),
      seals,
      ...(typeof reader === 'string' && { reader }),
      view: readViewId(this.#session),
      ...(typeof gift === 'string' && { gift: { gift, session: readSessionId(this.#session.page._memory) } }),
      ...(typeof code === 'string' && { promo: { code, session: readSessionId(this.#session.page._memory) } }),
      ...(deviceId !== undefined && { session: deviceId }),
      ...(typeof btr === 'string' && referrer && { bypass: { btr, referrer } }),
    };
  }
}

type Read = (value: unknown, question: KeyQuestion) => (KeyAnswer & { readonly until?: number }) | null;

/** Reads the answers of one response. Seals of one feature share the decision that refuses them. */
function createReader(decisions: unknown, { components }: Config): Read {
  const refused = new Map<string, Decision | null>();
  const refusalOf = ({ decision }: KeyQuestion): Decision | null => {
    const { feature } = decision;
    if (!refused.has(feature)) refused.set(feature, toDecision(own(decisions, feature), decision, components));
    return refused.get(feature)!;
  };
  return (value, question) => {
    const [k, until, reason] = ['k', 'until', 'reason'].map((name) => own(value, name));
    const key = typeof k === 'string' ? decodeBase64url(k) : null;
    if (key?.length === KEY_OCTETS) return { key, ...(typeof until === 'number' && { until }) };
    if (reason === 'no-access') {
      const decision = refusalOf(question);
      if (decision) return { decision };
      return own(decisions, question.decision.feature) === undefined
        ? { code: 'reader-missing', message: NOBODY }
        : null;
    }
    if (reason === 'seal-invalid')
      return { code: reason, message: 'The endpoint says that the header of the seal does not belong to its key.' };
    if (reason === 'key-unknown')
      return { code: reason, message: `The endpoint has no key with the id "${question.kid}".` };
    if (reason === 'feature-unknown')
      return { code: reason, message: `The config of the endpoint has no feature "${question.decision.feature}".` };
    return null;
  };
}

function lacking(address: string): KeyAnswer {
  return { code: 'endpoint-unreachable', message: `${address} gives an answer that holds neither a key nor a reason.` };
}
