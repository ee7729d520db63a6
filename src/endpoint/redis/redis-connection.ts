import type { ScriptName } from './lua-scripts.js';

/** The operations of Redis that the store needs. */
export interface RedisConnection {
  /** Runs a script on one key. */
  readonly run: (script: ScriptName, key: string, ...args: readonly (string | number)[]) => Promise<unknown>;
  /** Reads a hash. */
  readonly readHash: (key: string) => Promise<Readonly<Record<string, string>>>;
  readonly ping: () => Promise<unknown>;
  /** Whether it is connected, as far as is known. */
  readonly isReady: () => boolean;
  readonly close: () => void;
}
