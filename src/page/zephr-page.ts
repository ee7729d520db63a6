import type { Visit } from '../visit/visit.js';
import type { HostPage } from './create-host.js';
import type { Session, SessionPage } from './session.js';

/**
 * The SDK in one document: the current session, its visit and what the site's own code has handed in. Nothing happens before
 * `start`, and `stop` goes back to that.
 */
export interface ZephrPage extends SessionPage, HostPage {
  /** The current session. Before the first start it is one that waits; after `stop` it is the one that has ended. */
  session: Session;
  /** `null` until a config is read. */
  visit: Visit | null;
  /** The script tag; of a script that does not know it, the candidates. */
  readonly _tags: Iterable<HTMLElement>;
  _isStarted: boolean;
  /** Settles with the current start. While nothing is started it waits for the next start. */
  ready: Promise<void>;
  /** Has the `ready` of the time before the start settle with it. */
  _follow: (starting: Promise<void>) => void;
}
