import {
  OpenFeatureEventEmitter,
  ProviderEvents,
  type EvaluationContext,
  type JsonValue,
  type Provider,
} from '@openfeature/web-sdk';
import type { Decision } from './model/decision.js';
import { toDetails } from './openfeature/to-details.js';
import { isSameJson } from './lib/is-same-json.js';
import type { Zephr } from './page/zephr.js';

/** Events after which decisions may be others. */
const EVENTS = ['zephr-decision', 'zephr-identity'] as const;

/**
 * Creates a provider of OpenFeature whose flags are the features of the page's config, decided by `window.Zephr`.
 *
 * The provider is ready when the first decisions are. The members of the context are custom data for rules, but for
 * `targetingKey`; `token` is the reader's token, as for `Zephr.setToken`. Claims come from the verified token alone. When a
 * decision changes (the reader signs in, a route changes), the SDK's event `PROVIDER_CONFIGURATION_CHANGED` names the flags.
 *
 * @throws (rejects while it initializes) Where the page's config is unusable.
 * @see https://openfeature.dev/docs/reference/concepts/provider
 * @example
 * import { OpenFeature } from '@openfeature/web-sdk';
 * import { createWebProvider } from 'zephr-onpage/openfeature-web';
 *
 * await OpenFeature.setProviderAndWait(createWebProvider());
 * const columns = OpenFeature.getClient().getNumberValue('columns', 3);
 */
export function createWebProvider(): Provider {
  return new WebProvider();
}

class WebProvider implements Provider {
  readonly metadata = { name: 'zephr-onpage' } as const;
  readonly runsOn = 'client';
  readonly events = new OpenFeatureEventEmitter();
  #decisions: Readonly<Record<string, Decision>> = {};
  #context: EvaluationContext = {};
  #isAsked = false;

  async initialize(context: EvaluationContext = {}): Promise<void> {
    const zephr = await findZephr();
    await zephr.ready;
    await this.#give(context, zephr);
    this.#decisions = await zephr.decide();
    for (const type of EVENTS) document.addEventListener(type, this.#askSoon);
  }

  async onContextChange(_before: EvaluationContext, context: EvaluationContext): Promise<void> {
    const zephr = await findZephr();
    await this.#give(context, zephr);
    this.#decisions = await zephr.decide();
  }

  onClose(): Promise<void> {
    for (const type of EVENTS) document.removeEventListener(type, this.#askSoon);
    return Promise.resolve();
  }

  resolveBooleanEvaluation = (flag: string, fallback: boolean) => toDetails(this.#find(flag), 'boolean', fallback);
  resolveStringEvaluation = (flag: string, fallback: string) => toDetails(this.#find(flag), 'string', fallback);
  resolveNumberEvaluation = (flag: string, fallback: number) => toDetails(this.#find(flag), 'number', fallback);
  resolveObjectEvaluation = <Value extends JsonValue>(flag: string, fallback: Value) =>
    toDetails(this.#find(flag), 'object', fallback);

  #find(flag: string): Decision | undefined {
    return Object.hasOwn(this.#decisions, flag) ? this.#decisions[flag] : undefined;
  }

  /** Hands a context to the page, where it differs from the last one. */
  async #give(context: EvaluationContext, zephr: Zephr): Promise<void> {
    const { token: tokenBefore, ...before } = this.#context;
    const { token, ...now } = JSON.parse(JSON.stringify(context)) as EvaluationContext;
    delete now.targetingKey;
    this.#context = { ...now, ...(token !== undefined && { token }) };
    if (!isSameJson(before, now)) await zephr.setCustomData(now);
    if (token !== tokenBefore) await zephr.setToken(typeof token === 'string' ? token : null);
  }

  /** Many features are decided in one moment, and all of them are asked for once. */
  readonly #askSoon = (): void => {
    if (this.#isAsked) return;
    this.#isAsked = true;
    setTimeout(() => {
      this.#isAsked = false;
      void this.#ask();
    });
  };

  async #ask(): Promise<void> {
    const before = this.#decisions;
    this.#decisions = await (await findZephr()).decide();
    const names = new Set([...Object.keys(before), ...Object.keys(this.#decisions)]);
    const flagsChanged = [...names].filter((name) => !isSameFlag(before[name], this.#decisions[name]));
    if (flagsChanged.length) this.events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged });
  }
}

/** Whether two decisions give one flag the same value by the same outcome. */
function isSameFlag(one: Decision | undefined, other: Decision | undefined): boolean {
  return (['outcomeId', 'access', 'value', 'reason'] as const).every((name) => isSameJson(one?.[name], other?.[name]));
}

/** The library of the page, also where its script comes later. */
function findZephr(): Promise<Zephr> {
  return new Promise((resolve) => {
    const queue = (window.Zephr ??= [] as unknown as Zephr);
    (queue as { push: (run: (zephr: Zephr) => void) => unknown }).push((zephr) => resolve(zephr));
  });
}
