/** Where a reader stands in a time trial that a decision has met. Times are milliseconds, moments since 1970. */
export interface TimeTrialState {
  readonly tracker: string;
  readonly duration: number;
  readonly unit: string;
  readonly beganAt: number;
  /** 0 when it is over. */
  readonly remaining: number;
}

const met = new WeakMap<object, TimeTrialState[]>();

/** Notes a time trial that a decision has met: `Decision` has no place for it, Zephr's own global has. */
export function noteTimeTrial(told: object, state: TimeTrialState): void {
  const states = met.get(told);
  if (states) states.push(state);
  else met.set(told, [state]);
}

/** The time trials that a decision has met. */
export function timeTrialsOf(decision: object): readonly TimeTrialState[] {
  return met.get(decision) ?? [];
}
