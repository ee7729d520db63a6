import type { Report } from '../model/fault.js';
import type { FeatureSession } from '../model/feature-host.js';
import type { VisitInputs } from '../visit/visit.js';
import { listenTo } from './browser.js';
import type { Host } from './create-host.js';
import type { PageMemory } from './page-memory.js';
import type { StartOptions, Zephr } from './zephr.js';

/** What a session is made for: the page object that starts it. */
export interface SessionPage {
  readonly zephr: Zephr;
  readonly host: Host;
  /** What the site's own code has handed in by now. */
  readonly inputs: VisitInputs;
  readonly memory: PageMemory;
}

/**
 * One start of the SDK in a page. A session owns everything that the start leaves behind: each listener, observer, timer,
 * style and change of the page is registered with `own` or `listen` at the moment it is made, and `stop` undoes all of it, the
 * last one first. A later start, and `Zephr.stop()`, end a session by the same `stop`.
 *
 * @example
 * const timer = setInterval(look, 250);
 * session.own(() => clearInterval(timer));
 * session.listen(window, 'storage', () => look());
 */
export class Session implements FeatureSession {
  readonly page: SessionPage;
  readonly options: StartOptions;
  readonly #ending = new AbortController();
  readonly #stops = new Set<() => void>();
  #isLatest = true;

  constructor(page: SessionPage, options: StartOptions) {
    this.page = page;
    this.options = options;
  }

  /** Aborted by `stop`: for requests and listeners that take a signal. */
  get signal(): AbortSignal {
    return this.#ending.signal;
  }

  /** `false` once a later start has replaced this session or it has been stopped: late results are dropped. */
  readonly isOn = (): boolean => this.#isLatest && !this.signal.aborted;

  /** State of the components, by the class that keeps it. */
  readonly store = new Map<unknown, unknown>();

  /** `fetch`, or the option `fetch` of this start. */
  readonly fetch: typeof globalThis.fetch = (...request) => (this.options.fetch ?? fetch)(...request);

  /** Prints a fault and dispatches `zephr-fault`. */
  readonly report: Report = (fault) => this.page.host.report(fault);

  /** Reads everything again and decides again; resolves when the page shows it. */
  readonly refresh = (): Promise<void> => this.page.zephr.refresh();

  /**
   * Registers what undoes something. After the end of the session it runs at once.
   *
   * @returns A function that undoes it now. Calling it twice is harmless.
   */
  own(undo: () => void): () => void {
    const once = (): void => {
      if (this.#stops.delete(once)) undo();
    };
    this.#stops.add(once);
    if (this.signal.aborted) once();
    return once;
  }

  /**
   * Listens on the window, the document or anything else that has events, until the session ends.
   *
   * @param listener - Not called once a later start has replaced this session.
   * @returns A function that ends it now.
   */
  listen<Type extends keyof WindowEventMap>(
    target: Window,
    type: Type,
    listener: (event: WindowEventMap[Type]) => void,
  ): () => void;
  listen(target: EventTarget, type: string, listener: (event: Event) => void): () => void;
  listen(target: EventTarget, type: string, listener: (event: never) => void): () => void {
    return this.own(listenTo(target, type, (event) => this.isOn() && listener(event as never)));
  }

  /** A later start has begun: nothing that this session still does counts, but the page stays as it is until that one takes over. */
  retire(): void {
    this.#isLatest = false;
  }

  /** Undoes all that the session has left behind, the last first. Never throws, and twice is harmless. */
  stop(): void {
    this.#ending.abort();
    for (const undo of [...this.#stops].reverse()) {
      try {
        undo();
      } catch (error) {
        // The others are undone all the same.
        console.warn('[zephr] page:', error);
      }
    }
  }
}
