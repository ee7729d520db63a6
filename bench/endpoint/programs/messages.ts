/** Messages to and from the programs, over the channel between processes. */
export interface ServeOrder {
  readonly what: 'endpoint' | 'endpoint that signs' | 'bare http';
}

/** Where a server listens. */
export interface Listening {
  readonly port: number;
}

/** Bytes of memory after a garbage collection. */
export interface Memory {
  readonly heap: number;
  readonly resident: number;
  /** Microseconds of CPU time since the process began. */
  readonly cpu: number;
}
