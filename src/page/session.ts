import type { Report } from '../model/fault.js';
import type { FeatureSession } from '../model/feature-host.js';
import type { Visit, VisitInputs } from '../visit/visit.js';
import { bare } from '../lib/bare.js';
import { listenTo, withOwnBase } from './browser.js';
import type { ConfigTag } from './config/config-tag.js';
import type { Host } from './create-host.js';
import type { PageMemory } from './page-memory.js';
import type { StartOptions, Zephr } from './zephr.js';

/** The page that a session is made for. */
export interface SessionPage {
  readonly zephr: Zephr;
  readonly host: Host;
  /** `null` until a config is read. */
  readonly visit: Visit | null;
  /** The inputs that the site's own code has passed so far. */
  readonly _inputs: VisitInputs;
  readonly _memory: PageMemory;
  /** Attributes of the script tag. */
  readonly _tag: ConfigTag;
  /**
   * The element of the inline config that counts; `null` for another config that the page's markup names. `undefined` where the
   * site's own code has started, and once it is known that no other inline config is there.
   */
  _inline?: Element | null | undefined;
  /** The current session. */
  readonly session: Session;
}

/**
 * One start of the SDK in a page. A session owns everything that the start leaves behind: each listener, observer, timer,
 * style and change of the page is registered with `own` or `_listen` at the moment it is made, and `stop` undoes all of it.
 * A later start, and `Zephr.stop()`, end a session by the same `stop`.
 *
 * @example
 * const timer = setInterval(look, 250);
 * session.own(() => clearInterval(timer));
 * session.listen(window, 'storage', look);
 */
export interface Session extends FeatureSession {
  readonly page: SessionPage;
  readonly options: StartOptions;
  /** `false` once a later start has replaced this session or it has been stopped: late results are dropped. */
  readonly _isOn: () => boolean;
  /** Prints a fault and dispatches `zephr-fault`. */
  readonly report: Report;
  /**
   * Registers what undoes something. After the end of the session it runs at once.
   *
   * @returns A function that undoes it now, and not again when the session ends.
   */
  readonly own: (undo: () => void) => () => void;
  /**
   * Listens on the window, the document or anything else that has events, until the session ends.
   *
   * @param listener - Not called once a later start has replaced this session.
   * @returns A function that ends it now.
   */
  _listen<Type extends keyof WindowEventMap>(
    target: Window,
    type: Type,
    listener: (event: WindowEventMap[Type]) => void,
  ): () => void;
  _listen(target: EventTarget, type: string, listener: (event: Event) => void): () => void;
  /** Undoes all that the session has left behind. Twice is harmless. */
  readonly stop: () => void;
}

/** Makes a session. It is `_isOn` while it is the current session of its page. */
export function createSession(page: SessionPage, given: StartOptions): Session {
  const options = bare(given);
  const ending = new AbortController();
  const { signal } = ending;
  const isOn = (): boolean => page.session === session && !signal.aborted;
  const own = (undo: () => void): (() => void) => {
    const end = (): void => {
      signal.removeEventListener('abort', end);
      undo();
    };
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
    return end;
  };
  const session: Session = {
    page,
    options,
    signal,
    store: new Map(),
    _isOn: isOn,
    own,
    _listen: (target: EventTarget, type: string, listener: (event: never) => void) =>
      own(listenTo(target, type, (event) => isOn() && listener(event as never))),
    fetch: async (address, init) => (options.fetch ?? fetch)(withOwnBase(address as string), init && bare(init)),
    report: (fault) => page.host.report(fault),
    refresh: () => page.zephr.refresh(),
    stop: () => ending.abort(),
  };
  return session;
}
