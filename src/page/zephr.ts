import type { Config } from '../model/config.js';
import type { Decision } from '../model/decision.js';
import type { ZephrEvents } from '../model/events.js';
import type { Identity } from '../model/identity.js';
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
 * Brings a new token: gives it, or has set the cookie by the time that it resolves.
 */
export type RenewToken = () => unknown;

/** Options of `start`. */
export interface StartOptions {
  /** Replaces the cookie. */
  readonly token?: string | null;
  readonly customData?: Readonly<Record<string, unknown>>;
  /** Replaces `fetch` for the config and for key sets. */
  readonly fetch?: typeof globalThis.fetch;
  readonly facts?: FactSource;
  /** Brings a new token shortly before the old one ends, in place of `jwt.refresh`. */
  readonly refresh?: RenewToken;
  /** Prints what is decided and why; the trace then tells the reader's own data. */
  readonly debug?: boolean;
}

/** A queued call: a function that gets `window.Zephr`, or a method's name and its arguments. */
export type QueuedCall = ((zephr: Zephr) => void) | readonly [method: string, ...args: unknown[]];

/** `window.Zephr`. Once started, none of it throws into the page. */
export interface Zephr {
  /** Config read, reader identified. Rejects with a `ConfigError` when the config is unusable. */
  readonly ready: Promise<void>;
  readonly version: string;
  /**
   * Starts by hand. A second start replaces the first.
   *
   * @param configOrUrl - The config, or the address of its JSON.
   * @returns Resolves and rejects as `ready` does.
   * @throws {ConfigError} (rejects) When the config is unusable.
   * @example await Zephr.start('/zephr.json', { customData: { section: 'sport' } });
   */
  start(configOrUrl: Config | string | URL, options?: StartOptions): Promise<void>;
  /**
   * Undoes everything that was started: listeners, observers, timers, walls and targets. The page is as its markup has it:
   * content that was taken out is back in its place and visible, and `<zephr-feature>` has none of the attributes that were
   * set on it. Listeners that the site's own code has added with `on` stay.
   *
   * Calls that need a decision wait for the next `start`, as they do before the first one. Calling `stop` before a start, or
   * twice, does nothing.
   *
   * @example
   * router.on('leave', () => Zephr.stop());
   * router.on('enter', () => Zephr.start('/zephr.json'));
   */
  stop(): void;
  decide(feature: string, options?: DecideOptions): Promise<Decision>;
  /** Decides every feature of the config. */
  decide(options?: DecideOptions): Promise<Record<string, Decision>>;
  /** Whether the content of a feature is shown whole. */
  hasAccess(feature: string): Promise<boolean>;
  identity(): Promise<Identity>;
  /** A token instead of the cookie's; `null` goes back to the cookie. Resolves when the page shows it. */
  setToken(jwt: string | null): Promise<void>;
  setCustomData(data: Readonly<Record<string, unknown>>): Promise<void>;
  /** Facts that the page cannot know by itself (country, segments …), or a function that gives them. */
  provideFacts(facts: FactSource): Promise<void>;
  /** Reads everything again and decides again; resolves when the page shows it. */
  refresh(): Promise<void>;
  /** Listens to an event of this SDK; returns a function that stops it. */
  on<Type extends keyof ZephrEvents>(type: Type, listener: (event: CustomEvent<ZephrEvents[Type]>) => void): () => void;
  on(type: string, listener: (event: CustomEvent) => void): () => void;
  /** Runs a call at once, as the queue did before the script had loaded. */
  push(...calls: QueuedCall[]): void;
  /** Zephr's own global of the same name. */
  readonly outcomes: Outcomes;
  /** Zephr's own global of the same name. */
  readonly accessDetails: AccessDetails;
  /** Zephr's own switch, which the page sets: the pushed page view tells the outcomes. */
  includeOutcomes?: boolean;
  /** Zephr's own switch: each outcome is pushed as an event. */
  outcomesAsEvents?: boolean;
  /** Zephr's own switch: pushed data is in a member `zephr`. */
  groupFields?: boolean;
}
