import type { Evaluation } from '../../decision/evaluation.js';
import type { Decision } from '../../model/decision.js';
import { murmur3 } from '../../lib/murmur3.js';
import { own } from '../../lib/own.js';
import { setOwn } from '../../lib/set-own.js';
import { TIME_TRIAL_PREFIX } from '../../usage/pending-effects.js';
import type { Usage } from '../../usage/usage.js';
import { isStorable } from '../is-storable.js';
import { MAX_SPEND_ROUNDS, MAX_VIEWS_PER_TRACKER, VIEW_CHARACTERS } from '../limits.js';
import type { CountedView, TrackedView, UsageByTracker, Variant } from '../store.js';
import type { Account } from './account.js';
import { BEGINNING, toVariant } from './read-variants.js';
import { toEngineUsage } from './to-engine-usage.js';

/** A page view of a reader. */
export interface PageViewOf {
  /** The reader's account; `null` where nothing says who reads. */
  readonly account: Account | null;
  /** Random id of an anonymous reader. */
  readonly reader: string | null;
  /** The article, as trials name it. */
  readonly item: string;
  /** Id of the page view: at most 64 letters, digits, `-` and `_`. */
  readonly view: string;
}

/** A question for decisions that count. */
export interface MeteredQuestion extends PageViewOf {
  /** Ids of views that the same request has reported for this page view. */
  readonly reported?: ReadonlySet<string>;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Decides; is called again after counts have changed. */
  readonly evaluate: (usage: Usage) => readonly Evaluation[];
  /** Whether a decision is worth its costs. Others count nothing. */
  readonly isCharged: (evaluation: Evaluation) => boolean;
}

/** Decisions whose costs are counted. */
export interface MeteredAnswer {
  readonly evaluations: readonly Evaluation[];
  /** The counted views that the decisions know; `null` where no trial was met. */
  readonly counted: UsageByTracker | null;
  /** Whether something had to be counted and nothing said of whom. Trials are used up for these decisions. */
  readonly isReaderMissing: boolean;
  /** Whether a decision has a cost that could not be counted, so that its access is not to be given. */
  readonly isUnpaid: boolean;
}

/** A view that a decision costs, and the trial that must have room for it. */
interface Due {
  readonly tracker: string;
  readonly item: string;
  readonly at: number;
  readonly variant: Variant;
}

/**
 * Decides by what is counted of the reader, and counts what the decisions cost: all of it in one call, which the store makes
 * atomic. A refusal means that another request has spent it meanwhile, so it decides once more by the new counts. The
 * answer never holds a decision whose cost is not counted: what cannot be counted is a trial that is used up.
 *
 * Asks no store where no trial is met.
 */
export async function decideMetered(question: MeteredQuestion): Promise<MeteredAnswer> {
  const { account, reader, view, now, evaluate, isCharged, reported } = question;
  const item = account ? await account.nameItem(question.item) : question.item;
  const isOwn = (tracker: string, id: string): boolean =>
    id.startsWith(`${idOf(view, tracker, item)}.`) || (reported?.has(id) ?? false);
  const usageOf = (counted: UsageByTracker): Usage => toEngineUsage(counted, { reader, item, view, isOwn });

  const first = evaluate(usageOf({}));
  if (!first.some(meetsTrial)) return { evaluations: first, counted: null, isReaderMissing: false, isUnpaid: false };
  const usedUp = new Map<string, number>();
  let counted = account ? await account.read() : {};
  for (let round = 0; ; round++) {
    const evaluations = evaluate(usageOf(fill(counted, usedUp, now)));
    const due = findDue(evaluations.filter(isCharged), now);
    const isUnpaid = due.some(({ tracker }) => usedUp.get(tracker) === MAX_VIEWS_PER_TRACKER);
    if (!due.length || isUnpaid)
      return { evaluations, counted, isReaderMissing: !account && usedUp.size > 0, isUnpaid };
    const isCountable = account && round < MAX_SPEND_ROUNDS && due.every(isStorableView);
    if (isCountable) {
      await account.spend(...toSpend(due, view, round), now);
      counted = await account.read();
    } else {
      for (const { tracker, variant } of due) usedUp.set(tracker, Math.min(variant.limit, MAX_VIEWS_PER_TRACKER));
    }
  }
}

/**
 * Decides by what is counted of the reader, and counts nothing. Asks no store where no trial is met.
 *
 * @param decide - Decides; is called a second time for the features whose counts matter.
 */
export async function decideUncounted(
  { account, reader, item: given, view }: PageViewOf,
  decide: (usage: Usage, features?: readonly string[]) => Record<string, Decision>,
): Promise<Record<string, Decision>> {
  const item = account ? await account.nameItem(given) : given;
  const usageOf = (counted: UsageByTracker): Usage =>
    toEngineUsage(counted, { reader, item, view, isOwn: () => false });
  const first = decide(usageOf({}));
  const metered = Object.keys(first).filter((feature) => meetsTrial({ decision: first[feature]! }));
  return account && metered.length ? { ...first, ...decide(usageOf(await account.read()), metered) } : first;
}

/** Whether a decision depends on what is counted. */
function meetsTrial({ decision: { trace } }: Pick<Evaluation, 'decision'>): boolean {
  return trace.some(({ type }) => type === 'trial' || type === 'time-trial');
}

/** The views that decisions cost, each once. Of several trials of one tracker, the one with the lowest limit must have room. */
function findDue(evaluations: readonly Evaluation[], now: number): readonly Due[] {
  const all = new Map<string, Due>();
  for (const { effects } of evaluations) {
    for (const { tracker, item, at, trial } of effects.spends) {
      const known = all.get(tracker);
      if (known && known.variant.limit <= trial.limit) continue;
      const rule = { limit: trial.limit, unique: trial.counts === 'unique-article', window: trial.window };
      all.set(tracker, { tracker, item, at, variant: toVariant(rule, now) });
    }
    for (const { tracker, at } of effects.timeTrials) {
      const name = TIME_TRIAL_PREFIX + tracker;
      all.set(name, { tracker: name, item: '', at, variant: BEGINNING });
    }
  }
  return [...all.values()];
}

/** Whether every store returns the texts of a view unchanged. */
function isStorableView({ tracker, item }: Due): boolean {
  return (
    isStorable(tracker) &&
    isStorable(item) &&
    tracker.length <= VIEW_CHARACTERS.tracker[1] &&
    item.length <= VIEW_CHARACTERS.item[1]
  );
}

function toSpend(
  due: readonly Due[],
  view: string,
  round: number,
): [views: TrackedView[], trials: Record<string, readonly Variant[]>] {
  const trials: Record<string, readonly Variant[]> = {};
  const views = due.map(({ tracker, item, at, variant }) => {
    setOwn(trials, tracker, [variant]);
    return { id: `${idOf(view, tracker, item)}.${round}`, tracker, item, at };
  });
  return [views, trials];
}

/** The id of a view begins with that of its page view, so a retry of the request changes nothing. */
function idOf(view: string, tracker: string, item: string): string {
  const octets = new TextEncoder().encode(JSON.stringify([tracker, item]));
  return [view, ...[0, 1].map((seed) => murmur3(octets, seed).toString(36))].join('.');
}

/** Adds views to trackers until trials of a limit are used up, and beginnings that are long over. */
function fill(counted: UsageByTracker, usedUp: ReadonlyMap<string, number>, now: number): UsageByTracker {
  if (!usedUp.size) return counted;
  const filled: Record<string, readonly CountedView[]> = { ...counted };
  for (const [tracker, limit] of usedUp) {
    const isTime = tracker.startsWith(TIME_TRIAL_PREFIX);
    const views = Array.from({ length: limit }, (_, index) => ({
      id: `\0${index}`,
      item: isTime ? '' : `\0${index}`,
      at: isTime ? 0 : now,
    }));
    setOwn(filled, tracker, [...((own(counted, tracker) ?? []) as readonly CountedView[]), ...views]);
  }
  return filled;
}
