/** The state of a time trial that a decision has met. Durations are in milliseconds, moments in milliseconds since 1970. */
export interface TimeTrialState {
  readonly tracker: string;
  /** In `unit`, as the rule has it. */
  readonly duration: number;
  readonly unit: string;
  readonly beganAt: number;
  /** 0 when it is over. */
  readonly remaining: number;
}
