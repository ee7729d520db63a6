import type { Config } from '../../model/config.js';
import type { Session } from '../session.js';
import type { Conversions } from './watch-conversions.js';

/** An event of this SDK as the page's tools take it. */
export interface ToolEvent {
  /** Type of the event without `zephr-`. */
  readonly type: string;
  readonly detail: unknown;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Everything that the page's tools need to know, for files that only some pages load. */
export interface ToolsPage {
  readonly session: Session;
  readonly config: Config;
  /** Events that wait to be taken; the oldest are dropped. */
  readonly waiting: ToolEvent[];
  readonly conversions: Conversions;
}

/** The data layer and analytics of a page, from the file that only pages with such tools load. */
export interface ToolsFeed {
  /** Takes the waiting events. */
  readonly take: () => void;
  /** Called when all features show their decisions. */
  readonly finished: () => void;
}
