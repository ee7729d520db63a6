import type { Size } from '../workload/make-workload.js';

/** A message of the benchmark to the process of a contestant: get ready, or decide for a while. */
export type Order = Opening | { readonly milliseconds: number };

/** A workload to get ready for. */
export interface Opening {
  readonly size: Size;
  /** Only the first feature is asked for, however many there are. */
  readonly one: boolean;
  /** Milliseconds of CPU time; between the two of them it ends when decisions get no quicker. */
  readonly warmUp: { readonly least: number; readonly most: number };
}

/** The answer of a process: that it is ready, what it measured, or what went wrong. */
export type Report = { readonly ready: true } | Slice | { readonly error: string };

/** The decisions of a slice of time, and the CPU time that the whole process took for them. */
export interface Slice {
  readonly decisions: number;
  readonly microseconds: number;
}

/** Times of a contestant in a fresh process, in milliseconds. */
export interface Once {
  readonly import: number;
  /** From the rules' text to a contestant that can decide. */
  readonly open: number;
  /** The first decision. */
  readonly decide: number;
  /** CPU time of all three, of all threads. */
  readonly cpu: number;
  readonly outcome: string;
}

/** Bytes of heap that a feature takes. */
export interface Weight {
  readonly parsed: number;
  readonly ready: number;
  readonly decided: number;
}
