import type { Config } from '../../model/config.js';
import type { VisitInputs } from '../../visit/visit.js';
import type { Host } from '../create-host.js';
import type { Session } from '../session.js';
import type { Zephr } from '../zephr.js';
import type { Conversions } from './watch-conversions.js';

/** What the tools of a page are served from. */
export interface LivePage {
  /** Owns what the tools leave behind. */
  readonly session: Session;
  readonly zephr: Zephr;
  readonly host: Pick<Host, 'shown' | 'report'>;
  readonly config: Config;
  /** Whether the SDK was not started anew since. */
  readonly isLatest: () => boolean;
  /** What the site's own code has handed in by now. */
  readonly inputs: Readonly<Pick<VisitInputs, 'facts'>>;
}

/** An event of this SDK, or what it would have told. */
export interface Heard {
  /** Without `zephr-`. */
  readonly type: string;
  readonly detail: unknown;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** What is known of a page, for the files that only some pages load. */
export interface ToolsPage extends LivePage {
  /** Events that nobody has taken yet; the oldest are dropped. */
  readonly heard: Heard[];
  readonly conversions: Conversions;
}

/** What feeds the page's tools, of the file that only pages with such tools load. */
export interface Feed {
  /** Takes the events that were heard. */
  readonly take: () => void;
  /** All features show what was decided. */
  readonly finished: () => void;
  readonly stop: () => void;
}
