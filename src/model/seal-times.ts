/** The course of the question for the keys of a feature. Times are milliseconds since the page was requested. */
export interface SealTimes {
  asked: number;
  answered?: number;
  /** `key`, `refused`, or the code of a fault. */
  answer?: string;
  /** The content was put into the page. */
  opened?: number;
}

/** Finds the times of the features of a session, by their ids. The inspector reads them. */
export function sealTimesOf(store: Map<unknown, unknown>): Map<string, SealTimes> {
  const known = store.get('seal-times') as Map<string, SealTimes> | undefined;
  const times = known ?? new Map<string, SealTimes>();
  store.set('seal-times', times);
  return times;
}
