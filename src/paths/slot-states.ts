import type { TestReader } from '../model/readers-types.js';
import type { EvaluationContext } from '../rules/evaluation-context.js';
import { NO, YES } from '../rules/evaluation-context.js';
import { isAge } from './comparison.js';
import type { CreateContext } from './create-context.js';
import { DraftReader } from './draft-reader.js';
import { isContradiction, type Compared } from './find-contradiction.js';
import { MAX_EVALUATIONS_PER_STEP, MAX_VALUES_TRIED } from './limits.js';
import { listCandidates, listMoments } from './list-candidates.js';
import type { Literal, Slot } from './literal.js';

/** The requirements of a path for one slot so far, and a value that meets them. */
interface SlotState {
  readonly slot: Slot;
  readonly literals: readonly Literal[];
  readonly value: unknown;
  /** No value was found, and it is not proven that no value exists. */
  readonly isOpen: boolean;
}

/** The result of one more requirement: `null` where it can be met, else requirements that exclude each other. */
export type Conflict = readonly Literal[] | null;

/** The requirements of a path, slot by slot. Requirements are taken back in the opposite order. */
export class SlotStates {
  readonly #createContext: CreateContext;
  readonly #now: number;
  readonly #findsValues: boolean;
  readonly #states = new Map<string, SlotState>();
  readonly #undo: (readonly [key: string, state: SlotState | undefined])[] = [];
  #evaluations = 0;

  /** @param findsValues - Without it, a single comparison is taken to be met by some value. */
  constructor(createContext: CreateContext, now: number, findsValues: boolean) {
    this.#findsValues = findsValues;
    this.#createContext = createContext;
    this.#now = now;
  }

  /** The moment of the decision, in ms since 1970. */
  get #moment(): number {
    const moment = this.#states.get('moment')?.value;
    return typeof moment === 'number' ? moment : this.#now;
  }

  /** How many conditions were evaluated. */
  get evaluations(): number {
    return this.#evaluations;
  }

  get #isExpired(): boolean {
    return this.#states.get('token')?.value === 'expired';
  }

  /** Whether a value is missing for some slot. */
  get isOpen(): boolean {
    return [...this.#states.values()].some(({ isOpen }) => isOpen);
  }

  /** The requirements of some slots, and whether claims count. */
  keysOf(slots: ReadonlySet<string>): string {
    const keys = [`${this.#isExpired}`];
    for (const [key, { literals }] of this.#states) {
      if (slots.has(key)) keys.push(...literals.map((literal) => literal.key));
    }
    return keys.sort().join(' ');
  }

  /** Adds a requirement. With a conflict, nothing is added. */
  add(literal: Literal): Conflict {
    const { slot } = literal;
    const before = this.#states.get(slot.key);
    const literals = [...(before?.literals ?? []), literal];
    const conflict = this.#findConflict(literals, literal);
    if (conflict) return conflict;
    const isAlone = !before && literal.comparison?.operand === 'any' && !slot.isFinite && !this.#isExpired;
    const found = isAlone && !this.#findsValues ? { value: undefined } : this.#solve(literals, before);
    if (found === null && this.#isRefuted(literals, slot)) return this.#explain(literals, slot);
    const isOpen = found === null || (isAlone && !this.#findsValues);
    const state = { slot, literals, value: found === null ? before?.value : found.value, isOpen };
    this.#undo.push([slot.key, before]);
    this.#states.set(slot.key, state);
    if (slot.key !== 'token' || !this.#isExpired) return null;
    // Claims of a token that has expired do not count.
    const bereft = [...this.#states.values()].find(
      (one) => one.slot.isOfToken && !this.#meetsNothing(one.literals, one.slot),
    );
    if (!bereft) return null;
    this.remove();
    return [...bereft.literals.slice(-1), literal];
  }

  /** Takes the last requirement back. */
  remove(): void {
    const [key, state] = this.#undo.pop()!;
    if (state) this.#states.set(key, state);
    else this.#states.delete(key);
  }

  /** Puts a reader together who meets all requirements, as far as values were found. */
  toReader(): TestReader {
    const draft = new DraftReader();
    const literals = [...this.#states.values()].flatMap((state) => state.literals);
    const isTimed = this.#states.has('moment') || literals.some(({ comparison }) => comparison && isAge(comparison));
    if (isTimed) draft.moment = this.#moment;
    for (const { slot, value } of this.#states.values()) slot.write(draft, value, this.#now);
    return draft.toReader();
  }

  /** Finds requirements that exclude each other without regard to values. */
  #findConflict(literals: readonly Literal[], added: Literal): Conflict {
    if (added.isImpossible) return [added];
    const same = literals.find(
      ({ condition, allowed }) =>
        condition !== null && condition === added.condition && !allowed.some((exit) => added.allowed.includes(exit)),
    );
    if (same) return [same, added];
    const held = literals.filter(({ holding }) => holding?.isHeld);
    const refused = literals.filter(({ holding }) => holding && !holding.isHeld);
    const isRefused = (value: unknown): boolean => refused.some(({ holding }) => holding!.grants.has(value));
    const unmet = held.find(({ holding }) => added.holding && [...holding!.grants].every(isRefused));
    return unmet ? [...new Set([unmet, ...refused, added])].slice(0, 3) : null;
  }

  /** Finds a value that meets all requirements of a slot. */
  #solve(literals: readonly Literal[], before: SlotState | undefined): { readonly value: unknown } | null {
    const { slot } = literals[0]!;
    const meets = (value: unknown, some: readonly Literal[]): boolean => {
      const context = this.#contextOf(slot, value);
      return some.every((literal) => {
        this.#evaluations += 1;
        return literal.holds(context);
      });
    };
    // The value so far meets the requirements so far.
    if (before && !before.isOpen && meets(before.value, literals.slice(-1))) return before;
    let tried = 0;
    const most = this.#evaluations + MAX_EVALUATIONS_PER_STEP;
    for (const value of this.#listValues(literals)) {
      if (++tried > MAX_VALUES_TRIED || this.#evaluations > most) return null;
      if (meets(value, literals)) return { value };
    }
    return null;
  }

  *#listValues(literals: readonly Literal[]): Iterable<unknown> {
    for (const { seeds } of [...literals].reverse()) yield* seeds;
    yield* listHeld(literals);
    const comparisons = literals.flatMap(({ comparison }) => comparison ?? []);
    if (comparisons.length === 0) return;
    if (comparisons[0]!.operand === 'moment') return yield* [this.#now, ...listMoments(comparisons, this.#now)];
    const required = literals.filter(({ allowed }) => allowed.length === 1 && allowed[0] === YES);
    const wanted = required.flatMap(({ comparison }) => comparison ?? []);
    if (wanted.length < comparisons.length) yield* listCandidates(wanted, this.#moment).values.filter(isJson);
    const { values } = listCandidates(comparisons, this.#moment);
    yield* values.filter(isJson);
    yield [];
    const list = composeList(literals, values.filter(isJson), {
      now: this.#moment,
      facts: {},
      usage: {},
    } as EvaluationContext);
    if (list) yield list;
  }

  /** Whether it is proven that no value meets all requirements of a slot. */
  #isRefuted(literals: readonly Literal[], slot: Slot): boolean {
    // All seeds were tried.
    if (slot.isFinite) {
      const { length } = literals.flatMap(({ seeds }) => seeds);
      return length <= MAX_VALUES_TRIED && length * literals.length <= MAX_EVALUATIONS_PER_STEP;
    }
    if (slot.isOfToken && this.#isExpired) return !this.#meetsNothing(literals, slot);
    return groupByOperand(literals).some((compared) => isContradiction(compared, this.#moment));
  }

  #meetsNothing(literals: readonly Literal[], slot: Slot): boolean {
    const context = this.#contextOf(slot, undefined);
    return literals.every((literal) => literal.holds(context));
  }

  /** Finds two requirements that suffice for the conflict, the last one among them. */
  #explain(literals: readonly Literal[], slot: Slot): Conflict {
    const added = literals.at(-1)!;
    if (this.#solve([added], undefined) === null && this.#isRefuted([added], slot)) return [added];
    const pair = literals
      .slice(0, -1)
      .map((one) => [one, added])
      .find((some) => this.#solve(some, undefined) === null && this.#isRefuted(some, slot));
    return pair ?? literals.slice(-3);
  }

  /** The context in which a slot has a value, and the reader is in their user state. */
  #contextOf(slot: Slot, value: unknown): EvaluationContext {
    const draft = new DraftReader();
    for (const state of this.#states.values()) {
      const isBase = state.literals.some(({ condition }) => condition === null) || state.slot.key === 'token';
      if (isBase && state.slot.key !== slot.key) state.slot.write(draft, state.value, this.#now);
    }
    slot.write(draft, value, this.#now);
    return this.#createContext(draft.toReader(), this.#moment);
  }
}

/** Whether a file of JSON can have a value, or leave it out. */
function isJson(value: unknown): boolean {
  return typeof value !== 'number' || Number.isFinite(value);
}

/** The comparisons of each operand. One slot may have several operands: a claim, and its parts. */
function groupByOperand(literals: readonly Literal[]): Compared[][] {
  const groups = new Map<unknown, Compared[]>();
  for (const { comparison, condition, allowed } of literals) {
    // The zone of the device is that of the reader, and differs from one to the other.
    if (!comparison || !condition || comparison.timeZone === 'local') continue;
    const key = comparison.operand === 'moment' ? 'moment' : condition.operand;
    groups.set(key, [...(groups.get(key) ?? []), { comparison, operator: condition.operator, allowed }]);
  }
  return [...groups.values()];
}

/** Lists values of the product claim that grant what is required, and nothing else. */
function listHeld(literals: readonly Literal[]): unknown[] {
  const holdings = literals.flatMap(({ holding }) => holding ?? []);
  if (holdings.length === 0) return [];
  const refused = holdings.filter(({ isHeld }) => !isHeld);
  const values = holdings
    .filter(({ isHeld }) => isHeld)
    .map(({ grants }) => [...grants].find((value) => !refused.some((other) => other.grants.has(value))));
  const granted = [...new Set(values)];
  const named = literals.flatMap(({ comparison }) => comparison?.value ?? []).flat();
  return [granted.length > 1 ? granted : granted[0], granted, [...granted, ...named]];
}

/** Puts a list together with an item for each comparison that needs one; `null` where one is missing. */
function composeList(
  literals: readonly Literal[],
  values: readonly unknown[],
  context: EvaluationContext,
): unknown[] | null {
  const compared = literals.filter(({ comparison }) => comparison && !comparison.name.endsWith('-empty'));
  const metOf = ({ comparison }: Literal): number => (comparison!.name === 'not-equals' ? NO : YES);
  const isAllowed = (value: unknown): boolean =>
    compared.every((one) => {
      const exit = one.condition!.operator(value, context);
      return one.allowed.includes(exit) || exit !== metOf(one);
    });
  const items = compared
    .filter(({ allowed }) => allowed.length === 1)
    .map((one) =>
      values.find((value) => one.condition!.operator(value, context) === one.allowed[0] && isAllowed(value)),
    );
  const isWhole = items.length > 0 && items.every((item) => item !== undefined);
  return isWhole ? [...new Set(items)] : null;
}
