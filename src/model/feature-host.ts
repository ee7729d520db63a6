import type { Config } from './config.js';
import type { Decision } from './decision.js';
import type { ZephrEvents } from './events.js';
import type { Fault } from './fault.js';
import type { Identity } from './identity.js';
import type { PageNode } from './page-node.js';

/** Everything that a feature element needs to show a decision. */
export interface Presentation {
  readonly decision: Decision;
  /** Holds the components of the outcome; `undefined` while no config is loaded. */
  readonly config: Config | undefined;
  /** The reader that the texts are filled in for; `undefined` while the reader is not identified. */
  readonly identity: Identity | undefined;
  /** The feature could not be decided and no fallback is configured: a plain line says so. */
  readonly broken: boolean;
}

/** An element or target of the page that shows a feature. */
export interface FeatureView {
  readonly feature: string;
  /** The decision that the view shows; `null` while it waits for one. */
  readonly decision: Decision | null;
  readonly style: { minHeight: string };
  /** `fallback` says what holds while there is no config: `show` or `hide`. Default: as the script tag says. */
  readonly dataset?: { readonly fallback?: string };
  /** The node of the page that it stands for, where it is not that node itself. */
  readonly anchor?: PageNode;
  /** Hides the content until a decision is presented. */
  readonly wait: () => void;
  /** Shows a decision; resolves when the page shows it. Never rejects. */
  readonly present: (presentation: Presentation) => Promise<void>;
  /**
   * Gives the page back as its markup has it: walls go, detached content returns, and what the view has set on its element
   * is removed. Called when the session ends; a later session presents to the view again.
   */
  readonly release: () => void;
}

/**
 * One run of the SDK, from `start` to `stop` or to the next `start`. It owns the state of all components: a component keeps
 * nothing in module variables.
 */
export interface FeatureSession {
  /** The `fetch` that `start` was given, else the browser's. It does not depend on `this`. */
  readonly fetch: typeof globalThis.fetch;
  /** Reads everything again and decides again; resolves when the page shows it. */
  readonly refresh: () => Promise<void>;
  /** Aborted when the session ends. Listeners and observers of components end with it. */
  readonly signal: AbortSignal;
  /** State of the components, by the class that keeps it. See `components/session/owned-by.ts`. */
  readonly store: Map<unknown, unknown>;
}

/** The context that a `context-request` names to ask for the session. */
export const SESSION_CONTEXT = 'zephr-session';

/**
 * A request of an element for the session, which the host answers. Its type is `context-request`.
 *
 * @see https://github.com/webcomponents-cg/community-protocols/blob/main/proposals/context.md
 */
export interface SessionRequest extends Event {
  readonly context: unknown;
  readonly callback: (session: FeatureSession) => void;
}

/** Decides for the views of a page. It is handed to the elements, which know nothing else of the SDK. */
export interface FeatureHost {
  /** The current session. Before the first start it is one that waits. */
  readonly session: FeatureSession;
  /**
   * Registers a view. It is presented with a decision at once if there is one, and again whenever the decision changes.
   * While the session is stopped the view is only registered.
   */
  readonly connect: (view: FeatureView) => void;
  /** Removes a view. */
  readonly disconnect: (view: FeatureView) => void;
  /**
   * The presentation that a feature shows when its own cannot be shown or does not arrive in time.
   *
   * @param hasWalls - `false`, the default, turns a fallback that needs walls into a plain line.
   */
  readonly fallback: (feature: string, hasWalls?: boolean) => Presentation;
  /** Reports an event of the feature, such as a wall that was opened or closed. */
  readonly notify: <Type extends keyof ZephrEvents>(type: Type, detail: ZephrEvents[Type]) => void;
  readonly report: (fault: Fault) => void;
}

/**
 * Whether a presentation needs the walls to be loaded. A broken feature shows only a line, as its fallback may name a wall that
 * cannot be loaded.
 */
export function needsWalls({ decision: { content, components }, broken }: Presentation): unknown {
  return !broken && (components[0] ?? (content as { readonly keep?: object }).keep);
}
