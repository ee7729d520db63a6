import type { Identity } from '../model/identity.js';
import type { Zephr } from '../page/zephr.js';

/** How far the SDK is: `waiting` on a server and until it has started. */
interface Waiting {
  readonly status: 'waiting';
  readonly zephr: null;
  readonly identity: null;
  readonly error: null;
}

/** The config is read, the reader is identified. */
interface Ready {
  readonly status: 'ready';
  /** `window.Zephr`. */
  readonly zephr: Zephr;
  readonly identity: Identity;
  readonly error: null;
}

/** The config is unusable. */
interface Failed {
  readonly status: 'failed';
  /** `window.Zephr`, which can start again. */
  readonly zephr: Zephr;
  readonly identity: null;
  /** The `ConfigError` that the start rejects with. */
  readonly error: unknown;
}

/** The SDK in this page, and the reader. */
export type ZephrState = Waiting | Ready | Failed;
