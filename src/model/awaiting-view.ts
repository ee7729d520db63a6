import type { Fault } from './fault.js';
import type { FeatureView } from './feature-host.js';

/** A view that waits for an answer once it is decided. */
export interface AwaitingView extends FeatureView {
  /** The answer, for the message, and the code of the fault where it does not arrive in time. */
  _awaits?: readonly [missing: string, code: Fault['code']] | undefined;
}
