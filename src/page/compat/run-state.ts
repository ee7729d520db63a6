import type { Run } from './read-call.js';

/** The calls of `run` in a page. */
export interface RunState {
  /** Inputs of the last call. */
  last: Pick<Run, 'jwt' | 'customData'>;
  /** The last call; the next one waits for it. */
  running: Promise<void>;
}
