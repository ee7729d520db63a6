import type { ReaderInput } from '../workload/condition.js';
import type { Workload } from '../workload/make-workload.js';

/** The answer of a contestant: the id of the outcome, at once or as a promise. */
export type Answer = string | Promise<string>;

/** Rules made ready, and what they decide. `Input` is what the contestant wants to be handed of a reader. */
export interface Decider<Input> {
  readonly decide: (feature: string, input: Input) => Answer;
  /** Optional: decides every feature at once where that is quicker. Gives ids of the outcomes, one a feature. */
  readonly decideAll?: (input: Input) => readonly string[];
}

/** One engine in the benchmark. The clock starts with `open`; everything else is prepared before. */
export interface Contestant<Input> {
  /** The workload in the contestant's own words; it becomes JSON, as the rules are that a site fetches. */
  readonly translate: (workload: Workload) => unknown;
  /** A reader in the shape that is quickest for the contestant. */
  readonly prepare: (reader: ReaderInput) => Input;
  /** Parses the rules and makes them ready to decide, each as its documentation advises for speed. */
  readonly open: (text: string) => Decider<Input> | Promise<Decider<Input>>;
}

/** Holds a contestant's types together; no code outside of its module knows its form of a reader. */
export function aContestant<Input>(contestant: Contestant<Input>): Contestant<unknown> {
  return contestant as Contestant<unknown>;
}
