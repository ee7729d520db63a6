import type { Config } from '../model/config.js';
import type { Decision } from '../model/decision.js';
import type { ImportedConfig } from '../model/define-config.js';
import type { FeatureId, ValueOrFallback } from '../model/feature-value.js';
import type { ZephrEvents } from '../model/events.js';
import type { Identity } from '../model/identity.js';
import type { PreviewState } from '../model/running-preview.js';
import type { ExportedDecision } from '../replay/exported-decision.js';
import type { DecideOptions, FactSource } from '../visit/visit.js';
import type { AccessDetails, Outcomes } from './compat/describe-access.js';

declare global {
  interface Window {
    Zephr: Zephr;
    /** Zephr's own library, for pages that come from it. */
    zephrBrowser: { readonly run: (...call: unknown[]) => Promise<unknown> };
  }
}

/**
 * Fetches a new token: returns it, or sets the cookie before it resolves.
 */
export type RenewToken = () => unknown;

/** Options of `start`. */
export interface StartOptions {
  /** A token instead of the cookie's. */
  readonly token?: string | null;
  /** Values for the node `custom-data`. */
  readonly customData?: Readonly<Record<string, unknown>>;
  /** Replaces `fetch` for the config and for key sets. */
  readonly fetch?: typeof globalThis.fetch;
  /** Facts that the page cannot know by itself, or a function that returns them. */
  readonly facts?: FactSource;
  /** Fetches a new token shortly before the old one ends, instead of `jwt.refresh`. */
  readonly refresh?: RenewToken;
  /** Prints each decision and its reasons on the console, and adds the reader's own data to traces. Default: `false`. */
  readonly debug?: boolean;
}

/** A queued call: a function that gets `window.Zephr`, or a method's name and its arguments. */
export type QueuedCall = ((zephr: Zephr) => void) | readonly [method: string, ...args: unknown[]];

/** `window.Zephr`. Once started, none of it throws into the page. */
export interface Zephr {
  /** Resolves when the config is read and the reader is identified. Rejects with a `ConfigError` when the config is unusable. */
  readonly ready: Promise<void>;
  /** Version of the package. */
  readonly version: string;
  /**
   * Starts the SDK by hand. A second start replaces the first.
   *
   * @param configOrUrl - The config, or the address of its JSON.
   * @returns Resolves and rejects as `ready` does.
   * @throws {ConfigError} (rejects) When the config is unusable.
   * @example await Zephr.start('/zephr.json', { customData: { section: 'sport' } });
   */
  start<Version extends number = 1>(
    configOrUrl: Config | ImportedConfig<Version> | string | URL,
    options?: StartOptions,
  ): Promise<void>;
  /**
   * Removes everything that a start has added: listeners, observers, timers, walls and targets. The page is as its markup has
   * it: detached content is back in its place and visible, and `<zephr-feature>` has none of the attributes that were set on it.
   * Listeners that the site's own code has added with `on` stay.
   *
   * Calls that need a decision wait for the next `start`, as they do before the first one. Calling `stop` before a start, or
   * twice, does nothing.
   *
   * @example
   * router.on('leave', () => Zephr.stop());
   * router.on('enter', () => Zephr.start('/zephr.json'));
   */
  stop(): void;
  /**
   * Decides one feature. Waits for the first start.
   *
   * @returns Reason `unknown-feature` and no access where the config has no feature of that name. Never rejects.
   * @example
   * const { access, trials } = await Zephr.decide('articles', { dryRun: true });
   */
  decide(feature: string, options?: DecideOptions): Promise<Decision>;
  /**
   * Decides every feature of the config. Spends only trials of features that are on the page.
   *
   * @example const { articles } = await Zephr.decide();
   */
  decide(options?: DecideOptions): Promise<Record<string, Decision>>;
  /**
   * Exports the current decision of a feature with the data that its rules use, for `zephr replay`. The export contains no
   * token, no id of the reader, and no cookie that no rule uses. It spends no trial. Waits for the first start.
   *
   * @throws (rejects) When the file of the SDK that exports cannot be loaded.
   * @example copy(JSON.stringify(await Zephr.exportDecision('articles')));
   */
  exportDecision(feature: string): Promise<ExportedDecision>;
  /**
   * Returns whether the whole content of a feature is shown.
   *
   * @example if (await Zephr.hasAccess('videos')) player.load();
   */
  hasAccess(feature: string): Promise<boolean>;
  /**
   * Returns the value of the outcome of a feature, as a site asks a feature flag. Waits for the first start.
   *
   * @param fallback - Returned where the outcome has no value, where the config has no such feature, and where it is broken.
   * @example const columns = await Zephr.value('columns', 3);
   */
  value<Feature extends FeatureId, Fallback>(
    feature: Feature,
    fallback: Fallback,
  ): Promise<ValueOrFallback<Feature, Fallback>>;
  /**
   * Returns the reader's identity and the result of verifying their token.
   *
   * @example const { state, products } = await Zephr.identity();
   */
  identity(): Promise<Identity>;
  /**
   * Uses a token instead of the cookie's, and decides again; `null` returns to the cookie.
   *
   * @returns Resolves when the page shows it.
   * @example await Zephr.setToken(await signIn());
   */
  setToken(jwt: string | null): Promise<void>;
  /**
   * Replaces the custom data for rules, and decides again.
   *
   * @returns Resolves when the page shows it.
   * @example await Zephr.setCustomData({ section: 'sport' });
   */
  setCustomData(data: Readonly<Record<string, unknown>>): Promise<void>;
  /**
   * Provides facts that the page cannot know by itself (country, segments …), or a function that returns them at each run. They
   * replace the facts of earlier calls.
   *
   * @returns Resolves when the page shows it.
   * @example await Zephr.provideFacts({ country: 'CH' });
   */
  provideFacts(facts: FactSource): Promise<void>;
  /**
   * Reads token and facts again and decides again. Requests a config that has not arrived.
   *
   * @returns Resolves when the page shows it.
   * @example document.addEventListener('subscribed', () => Zephr.refresh());
   */
  refresh(): Promise<void>;
  /**
   * Listens to an event of the SDK.
   *
   * @returns A function that removes the listener.
   * @example const off = Zephr.on('zephr-decision', ({ detail }) => console.log(detail.feature, detail.access));
   */
  on<Type extends keyof ZephrEvents>(type: Type, listener: (event: CustomEvent<ZephrEvents[Type]>) => void): () => void;
  on(type: string, listener: (event: CustomEvent) => void): () => void;
  /**
   * Runs calls at once, as the queue does before the script has loaded. `zephr-fault` reports a call that throws.
   *
   * @example Zephr.push(['setCustomData', { section: 'sport' }], (zephr) => zephr.refresh());
   */
  push(...calls: QueuedCall[]): void;
  /** The preview that runs in this tab; `null` in a live page. */
  readonly preview: PreviewState | null;
  /** The outcome of each feature, in the shape of Zephr's own global of the same name. */
  readonly outcomes: Outcomes;
  /** Access, trials and split tests, in the shape of Zephr's own global of the same name. */
  readonly accessDetails: AccessDetails;
  /** Zephr's own switch, which the page sets: the pushed page view contains the outcomes. */
  includeOutcomes?: boolean;
  /** Zephr's own switch: each outcome is pushed as an event. */
  outcomesAsEvents?: boolean;
  /** Zephr's own switch: pushed data is in a member `zephr`. */
  groupFields?: boolean;
}
