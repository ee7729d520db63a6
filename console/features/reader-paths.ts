import type { RulePlace, RuleView } from '../../src/cards/card.js';
import { markCards, type TakenPath } from '../../src/cards/mark-cards.js';
import { readRule } from '../../src/cards/read-rule.js';
import type { CompiledConfig } from '../../src/decision/compile-config.js';
import { toEngineInput } from '../../src/decision/to-engine-input.js';
import type { Decision } from '../../src/model/decision.js';
import type { TestReader } from '../../src/model/readers-types.js';
import { listReaders, type ListedReader } from '../parts/list-readers.js';
import type { ConsoleStore } from '../store/console-store.js';
import { compileFeature } from './feature-engine.js';

/** The rule of a user state of a feature. */
export type FeaturePlace = Extract<RulePlace, { readonly feature: string }>;

/** A reader, and the decision that they get. */
export interface FollowedReader {
  readonly title: string;
  readonly reader: TestReader;
  readonly decision: Decision;
  /** Their path through the rule; `null` for a reader who has another rule, or who does not enter this sub rule. */
  readonly path: TakenPath | null;
}

/** The ways of the test readers through a rule. */
export interface ReaderPaths {
  readonly readers: readonly ListedReader[];
  /** The reader that is followed. */
  readonly followed: FollowedReader | null;
  /** JSON pointers of the rows that some reader takes; `null` where the feature has mistakes. */
  readonly tested: ReadonlySet<string> | null;
}

/** Decides a feature for the test readers, once for each config. */
export class PathFinder {
  #config: unknown;
  #feature = '';
  #engine: CompiledConfig | null = null;

  /**
   * Finds the ways of all test readers through a rule.
   *
   * @param from - The rule of a feature that the path begins in; `null` where that is not known, as for a sub rule.
   */
  find(store: ConsoleStore, view: RuleView, place: RulePlace, from: FeaturePlace | null): ReaderPaths {
    const readers = listReaders(store);
    const engine = from && this.#compile(store.config, from.feature);
    if (!from || !engine) return { readers, followed: null, tested: null };
    const outer = place === from ? view : readRule(store.config, from, SILENT);
    const follow = (reader: TestReader): Omit<FollowedReader, 'title' | 'reader'> => {
      const decision = engine.decide(from.feature, toEngineInput(reader, Date.now()));
      const { userState: state } = decision;
      const rule = state === from.state ? outer : readRule(store.config, { feature: from.feature, state }, SILENT);
      if (rule.pointer !== outer.pointer) return { decision, path: null };
      const path = markCards(outer, store.config, decision.trace, SILENT);
      return { decision, path: 'subRule' in place ? (path.inside.get(place.subRule) ?? null) : path };
    };
    const all = readers.map(({ id, title, reader }) => ({ id, title, reader, ...follow(reader) }));
    return {
      readers,
      followed: all.find(({ id }) => id === store.looking.reader) ?? null,
      tested: new Set(all.flatMap(({ path }) => [...(path?.rows ?? [])])),
    };
  }

  #compile(config: unknown, feature: string): CompiledConfig | null {
    if (this.#config !== config || this.#feature !== feature) {
      [this.#config, this.#feature] = [config, feature];
      this.#engine = compileFeature(config, feature);
    }
    return this.#engine;
  }
}

/** Words are not needed to follow a path. */
const SILENT = { describe: (nodes: readonly object[]) => new Map(nodes.map((node) => [node, ''])) } as never;
