import type { RawConfig } from '../config/read-config.js';
import type { RunState } from './compat/run-state.js';

/**
 * State that outlives a session because it belongs to the document: a second start continues it. It is made with
 * `window.Zephr`, so two documents, and two tests in one document, share nothing.
 *
 * A room that needs such state declares one optional member here, with the reason.
 */
export interface PageMemory {
  /** `ledger/`: the page view that trials count. A second start in the same document is not a second view. */
  pageView?: {
    path: string;
    view: string;
    readonly views: Map<string, string>;
    readonly items?: Map<string, string>;
    canonical?: { readonly address: string | null; readonly path: string };
  };
  /** `endpoint/`: id of this browser session where storage is blocked. */
  sessionId?: string;
  /** `sessions/`: id of this browser where it may not be stored. */
  deviceId?: string;
  /** `endpoint/`: id of the page view where no trial is counted. A second start in the same document is not a second view. */
  viewed?: { address: string; readonly id: string };
  /** `notify/`: the notifications of a page view that were made known. */
  notified?: { view: string; readonly known: Set<string> };
  /** `compat/`: what the last call of `zephrBrowser.run` said, and the calls so far: each waits for the one before it. */
  runs?: RunState;
  /** `tools/`: the page view and outcomes that the data layer got last. A second start in the same document is part of that page view. */
  pushed?: { address: string; readonly outcomes: Map<string, string> };
  /** `tools/`: the events of this page view that tools have got, by which a repeated one is known. */
  noted?: { address: string; readonly events: Set<string> };
  /** `preview/`: the live config of the last start that was debugged. A preview starts again with its value, and is compared with its text. */
  live?: RawConfig;
  /** `preview/`: a preview that was pasted into the inspector. The start that it brings about takes it. */
  pasted?: string | undefined;
}
