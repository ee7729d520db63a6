import type { Config, UserState } from '../model/config.js';
import type { TestReader } from '../model/readers-types.js';
import { indexGrants } from '../identity/index-grants.js';
import { USER_STATES } from '../model/user-states.js';
import { listDoubtfulStates } from './list-doubtful-states.js';
import { createContextOf } from './create-context.js';
import { createStateLiterals } from './create-literal.js';
import { ExitBoard, type ExitRecord } from './exit-board.js';
import type { SlotSettings } from './find-slot.js';
import { listHostVariants, type HostVariant } from './host-slot.js';
import { PathSearch } from './path-search.js';
import { RuleCompiler } from './rule-compiler.js';

/** A user state of a feature, and a reader in it. */
export interface StateRecord {
  readonly feature: string;
  readonly state: UserState;
  readonly reader: TestReader | null;
}

/** The exits of the rules of a config: of all rules where readers are found, else of those with contradictions at least. */
export interface FoundExits {
  readonly exits: readonly ExitRecord[];
  /** The user states whose rules were searched. */
  readonly states: readonly StateRecord[];
}

/** The aim of the search. */
export interface FindOptions {
  /** The moment for readers without one of their own, in ms since 1970. */
  readonly now: number;
  /** Whether readers are found. Without them, only contradictions are. */
  readonly findsReaders: boolean;
  /** Exits that a reader takes already, as `toExitKey` writes them: nothing is found for these. */
  readonly covered?: ReadonlySet<string>;
}

/**
 * Finds the exits of all rules of a config: for each a reader that takes it, or that the conditions on every path to it
 * exclude each other. A reader was decided, so they do take it. A contradiction is proven. Of some exits neither is found.
 *
 * @param config - It compiles.
 */
export function findExits(config: Config, { now, findsReaders, covered }: FindOptions): FoundExits {
  const board = new ExitBoard(covered);
  const states = new Map<string, StateRecord>();
  for (const variant of listHostVariants(config)) {
    for (const found of searchVariant(variant, board, { now, findsReaders })) {
      const key = `${found.state} ${found.feature}`;
      if (!states.get(key)?.reader) states.set(key, found);
    }
  }
  return { exits: board.list(), states: [...states.values()] };
}

function* searchVariant(
  { config, base: hosts }: HostVariant,
  board: ExitBoard,
  { now, findsReaders }: FindOptions,
): Iterable<StateRecord> {
  const compiler = new RuleCompiler(config);
  const createContext = createContextOf(config);
  const grantsOf = indexGrants(config);
  for (const feature of Object.keys(config.features)) {
    const settingsOf = (state: UserState): SlotSettings => {
      const hasRecord = state !== 'anonymous' && config.jwt?.userMapping !== undefined;
      return { config, feature, state, hasRecord };
    };
    for (const state of findsReaders ? USER_STATES : listDoubtfulStates(feature, config, settingsOf)) {
      const open = compiler.compile(feature, state);
      if (!open) continue;
      const settings = settingsOf(state);
      const base = createStateLiterals(grantsOf(feature), state, config);
      const search = new PathSearch(open, {
        compiler,
        createContext,
        board,
        settings,
        base: [...hosts, ...(base ?? [])],
        now,
        findsReaders,
      });
      yield { feature, state, reader: base ? search.run() : null };
    }
  }
}
