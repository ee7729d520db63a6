/** What the programs are told and answer, over the channel between processes. */
export interface ServeOrder {
  readonly what: 'endpoint' | 'endpoint that signs' | 'bare http';
}

/** Where a server listens. */
export interface Listening {
  readonly port: number;
}

/** Bytes, after collecting what nobody holds. */
export interface Memory {
  readonly heap: number;
  readonly resident: number;
  /** Microseconds of CPU time since the process began. */
  readonly cpu: number;
}
