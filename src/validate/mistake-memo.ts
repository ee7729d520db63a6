import type { Judgement, JudgementMemo } from '../schema/hold-against.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import type { Found } from './mistake.js';

/** The findings about a value, and the value. */
interface Kept<Finding> {
  readonly value: unknown;
  readonly found: Finding;
}

/**
 * Remembers findings about features between two calls of `findMistakes`, for a config that is being edited: an edit gives the
 * changed feature another object and leaves the others. Findings are the same with it and without.
 */
export class MistakeMemo implements JudgementMemo {
  readonly #judgements = new Map<string, Kept<Judgement>>();
  readonly #contradictions = new Map<string, Kept<readonly Found[] | null>>();
  #context: readonly unknown[] = [];

  /** A feature is judged by itself: the schema of one asks nothing about the others. */
  recall(at: string, value: unknown, judge: () => Judgement): Judgement {
    const kept = this.#judgements.get(at);
    if (kept && kept.value === value) return kept.found;
    const found = judge();
    this.#judgements.set(at, { value, found });
    return found;
  }

  /** Whether a part of the config is remembered. */
  isPart(at: string): boolean {
    return /^\/features\/[^/]*$/.test(at);
  }

  /**
   * The exits of a feature that no reader can take.
   *
   * @returns `undefined` where they are not known; `null` for a feature that enters sub rules, whose exits it shares.
   */
  contradictionsOf(id: string, feature: unknown): readonly Found[] | null | undefined {
    const kept = this.#contradictions.get(id);
    return kept && kept.value === feature ? kept.found : undefined;
  }

  keepContradictions(id: string, value: unknown, found: readonly Found[] | null): void {
    this.#contradictions.set(id, { value, found });
  }

  /** Forgets what depends on the other members of the config, or on the names of features, where one of them has changed. */
  meet(config: unknown): void {
    const features = own(config, 'features');
    const others = Object.entries(Object(config) as Readonly<Record<string, unknown>>).filter(
      ([name]) => name !== 'features',
    );
    const context = [...others.flat(), ...(isRecord(features) ? Object.keys(features) : [])] as readonly unknown[];
    const isSame = context.length === this.#context.length && context.every((one, at) => one === this.#context[at]);
    if (!isSame) this.#contradictions.clear();
    this.#context = context;
  }
}
