/** An article or a page view that a decision would count in a trial. */
export interface Spend {
  /** Name of the count. Trials of one tracker share it. */
  readonly tracker: string;
  /** The article: by default the path of the page. */
  readonly item: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A time trial that a decision would begin. */
export interface TimeTrialStart {
  readonly tracker: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** The views that a decision would count, as a value. The caller counts them. */
export interface Effects {
  /** Empty where no trial was met, where it is used up, and where it has counted this article or page view before. */
  readonly spends: readonly Spend[];
  /** Only time trials that begin now. */
  readonly timeTrials: readonly TimeTrialStart[];
}
