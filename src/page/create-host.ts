import type { AwaitingView } from '../model/awaiting-view.js';
import type { Decision } from '../model/decision.js';
import { createFault, type Fault } from '../model/fault.js';
import {
  needsWalls,
  type FeatureHost,
  type FeatureSession,
  type FeatureView,
  type Presentation,
} from '../model/feature-host.js';
import { createFaultDecision } from '../decision/create-decision.js';
import { FILE_TIMEOUT_MS } from '../lib/request/limits.js';
import { within } from '../lib/within.js';
import type { Visit } from '../visit/visit.js';
import { dispatch } from './browser.js';
import type { ConfigTag } from './config/config-tag.js';
import { ignore } from '../lib/ignore.js';

/** Default of a feature's `pending.timeout`. */
const PENDING_TIMEOUT_MS = 2000;

/** The feature elements and targets of a page, and what they show. */
export interface Host extends FeatureHost {
  /** Decides again for all views, or only for those that wait. */
  readonly _update: (again: boolean) => void;
  /**
   * Creates the decision of a feature while there is no config. The attribute `data-fallback` of the view goes before that of
   * the script tag.
   *
   * @param view - Default: the first view of the feature.
   */
  readonly _decideWithout: (feature: string, view?: FeatureView) => Decision;
  readonly _views: ReadonlyMap<FeatureView, ConnectedView>;
  /**
   * Decides again where a view would show something else now. Set once the page is kept current.
   *
   * @param view - A view that is about to connect.
   */
  _check?: ((view?: FeatureView) => void) | undefined;
  /** Gives the article that a view belongs to. Set by the ledger: without trials, articles are not decided apart. */
  _itemOf?: ((view: FeatureView) => string | undefined) | undefined;
  /** Resolves when each view shows what was decided for it last, or waits for a file that does not arrive in time. */
  readonly shown: () => Promise<void>;
  /** The session has ended: each view gives its part of the page back. Views stay connected for the next start. */
  readonly release: () => void;
  /** A session begins where another was stopped: views hide their content until it is decided. */
  readonly wait: () => void;
}

/** The current state of the page, as far as the host reads it. */
export interface HostPage {
  /** `null` before there is one. */
  readonly visit: Visit | null;
  readonly session: FeatureSession;
  readonly _tag: ConfigTag;
  /** Called with the first feature element or target that is met: a wall is likely. */
  readonly _onFirstView: () => void;
}

/** A view that is in the page. */
interface ConnectedView {
  /** When it began to wait for something to show, in milliseconds as `performance.now()` counts. */
  since: number;
  timer?: ReturnType<typeof setTimeout>;
  shown?: Promise<void>;
  /** The decision that it was last to show, and the article that it was made for; `undefined` stands for any. */
  decided?: Decision | undefined;
  item?: string | undefined;
}

/**
 * Makes the host of a page's views. Several views of one feature share one decision and one event.
 *
 * A listener to an event may change an input at once, and then all is decided again before `dispatch` returns. So no
 * decision is held across a `dispatch`: what is presented is read after it.
 */
export function createHost(page: HostPage): Host {
  const views = new Map<FeatureView, ConnectedView>();
  const decisions = new Map<string, Decision>();
  const decide = createDecide(page, decisions);
  let hasMet = false;
  const decideWithout = createFallback(page, views);

  const show = (view: FeatureView): void => {
    const item = host._itemOf?.(view);
    const decision = decide(view.feature, item);
    const connected = views.get(view);
    // A listener took it off the page, or stopped all.
    if (!connected || isStopped(page)) return;
    Object.assign(connected, { item, decided: decision });
    clearTimeout(connected.timer);
    // A view that shows something waits from now on, if it comes to that.
    if (view.decision) connected.since = performance.now();
    if (decision) {
      const shown = page.visit?._without ? fallback(view.feature, true, view) : presentationOf(page, decision);
      present(view, connected, shown);
    }
    if (!view.decision) expect(view, connected);
  };

  /** The view waits: it keeps its height, and shows its fallback after the time limit of its feature. */
  const expect = (view: FeatureView, connected: ConnectedView): void => {
    const { feature, style } = view;
    const { timeout: ms = PENDING_TIMEOUT_MS, minHeight } = page.visit?.config.features[feature]?.pending ?? {};
    // A length, or a number of pixels: what is neither leaves no trace.
    style.minHeight ||= `${minHeight}`;
    style.minHeight ||= `${minHeight}px`;
    const onTimeout = (): void => {
      // It has come meanwhile.
      if (view.decision) return;
      // Something is to be shown already: its walls are not there.
      const late = connected.shown;
      const [missing, code = 'timeout'] = (view as AwaitingView)._awaits ?? [
        late ? 'walls.js, or a file that its walls need,' : missingFor(page),
      ];
      present(view, connected, fallback(feature, !late, view));
      report(createFault(code, `${missing} did not arrive within ${ms} ms`, feature));
      void late?.then(() => show(view));
    };
    connected.timer = setTimeout(onTimeout, connected.since + ms - performance.now());
  };

  const fallback = (feature: string, hasWalls?: boolean, view?: FeatureView): Presentation => {
    const { visit } = page;
    const decision = visit && !visit._without ? visit.fault(feature) : decideWithout(feature, view);
    const presentation = presentationOf(page, decision);
    return !hasWalls && needsWalls(presentation) ? { ...presentation, broken: true } : presentation;
  };

  const disconnect = (view: FeatureView): void => {
    clearTimeout(views.get(view)?.timer);
    views.delete(view);
  };

  const host: Host = {
    get session() {
      return page.session;
    },
    connect: (view) => {
      // The page may say something else than when the feature was decided.
      host._check?.(view);
      disconnect(view);
      views.set(view, { since: performance.now() });
      if (!hasMet) page._onFirstView();
      hasMet = true;
      show(view);
    },
    disconnect,
    _update: (again) => {
      if (again) decisions.clear();
      for (const view of views.keys()) show(view);
    },
    _decideWithout: decideWithout,
    _views: views,
    shown: () => within(FILE_TIMEOUT_MS, '', whenShown(views)).catch(ignore),
    release: () => {
      decisions.clear();
      for (const [view, { timer }] of views) {
        clearTimeout(timer);
        // A listener to the end of a wall may have started again.
        if (isStopped(page)) view.release();
      }
    },
    wait: () => {
      for (const [view, connected] of views) {
        connected.since = performance.now();
        view.wait();
        show(view);
      }
    },
    fallback,
    notify: dispatch,
    report,
  };
  return host;
}

async function whenShown(views: Host['_views']): Promise<void> {
  for (const { shown } of views.values()) await shown;
}

function present(view: FeatureView, connected: ConnectedView, presentation: Presentation): void {
  const before = connected.shown;
  const now = view.present(presentation);
  // Unless a listener to what this brought about has made the view show something newer.
  if (connected.shown === before) connected.shown = now;
}

/** Creates what decides features while there is no config. */
function createFallback({ _tag: tag }: HostPage, views: ReadonlyMap<FeatureView, unknown>): Host['_decideWithout'] {
  return (feature, view = [...views.keys()].find((connected) => connected.feature === feature)) =>
    createFaultDecision(feature, (view?.dataset?.fallback ?? tag.fallback) === 'show');
}

/**
 * Decides each feature once for each article, and dispatches the decisions: each as it is made, and all of a run together
 * after the last.
 *
 * @returns A function that gives what holds after all that listeners did.
 */
function createDecide(
  page: HostPage,
  decisions: Map<string, Decision>,
): (feature: string, item: string | undefined) => Decision | undefined {
  let isAnnouncing = false;
  const announce = (): void => {
    if (isAnnouncing) return;
    isAnnouncing = true;
    queueMicrotask(() => {
      isAnnouncing = false;
      const all = [...decisions.values()].map((decision) => [decision.feature, decision] as const);
      // None, where it was stopped meanwhile.
      if (all[0]) dispatch('zephr-decisions', { decisions: Object.fromEntries(all) });
    });
  };
  return (feature, item) => {
    const key = feature + '\n' + item;
    const decision = decisions.has(key) ? null : page.visit?.decide(feature, { _item: item });
    if (decision) {
      decisions.set(key, decision);
      dispatch('zephr-decision', decision);
      announce();
    }
    return decisions.get(key);
  };
}

function isStopped({ session }: HostPage): boolean {
  return session.signal.aborted;
}

function presentationOf({ visit }: HostPage, decision: Decision): Presentation {
  return {
    decision,
    config: visit?.config,
    identity: visit?._reader()?.identity,
    // An outcome that is not of the publisher's making is named after what went wrong.
    broken: decision.reason !== 'rule' && decision.outcomeId === decision.reason,
  };
}

/** The file that decisions are waiting for, for the message of a time-out. */
function missingFor({ visit }: HostPage): string {
  return visit?._reader() ? 'palette.js' : visit ? 'verify.js' : 'the config';
}

/** Prints a fault and dispatches `zephr-fault`. */
function report(fault: Fault): void {
  // Browsers say no more of a file than that its import failed.
  const isFile = fault.code === 'chunk-unreachable' && /import/i.test(fault.message);
  const message =
    fault.message + (isFile ? '. Is it deployed, of the release of the script, and not sent as HTML?' : '');
  console.warn(`[zephr] ${fault.feature ?? 'page'}: ${message}`);
  dispatch('zephr-fault', { ...fault, message });
}
