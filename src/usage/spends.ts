import type { Usage } from './usage.js';

/** What a decision costs the reader: one sighting, which has no id yet. */
export interface Spend {
  readonly tracker: string;
  /** What was read; empty for the beginning of a time trial. */
  readonly item: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The page view, where it is known. */
  readonly view?: string | undefined;
}

/** The same, with what tells whether it would still be granted. */
export interface NotedSpend extends Spend {
  /** Given what was counted meanwhile, this spend left out: whether it is still to be had, and still to be counted. */
  readonly isDue: (usage: Usage) => boolean;
}

/** Trackers of time trials begin so; a sighting of one is the trial's beginning, and the earliest counts. */
export const TIME = 'time:';

const noted = new WeakMap<object, NotedSpend[]>();

/**
 * Notes what a decision would cost. Beside the decision, as it is none of the publisher's business, and must not go where
 * decisions are sent.
 *
 * @param told - The decision.
 */
export function noteSpend(told: object, spend: Spend, isDue: NotedSpend['isDue']): void {
  const spends = noted.get(told);
  const entry = { ...spend, isDue };
  if (spends) spends.push(entry);
  else noted.set(told, [entry]);
}

/** What a decision costs; nothing where its trials are used up, or have counted this page view before. */
export function spendsOf(decision: object): readonly NotedSpend[] {
  return noted.get(decision) ?? [];
}

/**
 * The moment at which a page view counts. A clock that was set back does not count into a window that is over, where the
 * reader would have it back when the clock is right again.
 */
export function momentOf(now: number, { latest }: Usage): number {
  return typeof latest === 'number' && latest > now ? latest : now;
}
