import type { TestReader } from '../model/readers-types.js';
import type { CompiledNode, CompiledRule, PathEntry, Step } from '../rules/compiled-rule.js';
import { evaluateRule } from '../rules/evaluate-rule.js';
import { FIRST_OWN_EXIT } from '../rules/evaluation-context.js';
import type { CreateContext } from './create-context.js';
import { createLiteral } from './create-literal.js';
import type { ExitBoard, ExitRecord } from './exit-board.js';
import type { SlotSettings } from './find-slot.js';
import { MAX_EVALUATIONS_PER_EXIT, MAX_STEPS_PER_EXIT } from './limits.js';
import { listExits, type NodeExit } from './list-exits.js';
import type { Literal } from './literal.js';
import type { OpenRule, RuleCompiler } from './rule-compiler.js';
import { SlotStates, type Conflict } from './slot-states.js';

/** The sub rules that a path is inside, the innermost first. */
interface Around {
  readonly node: CompiledNode;
  readonly next: Around | null;
}

/** A node of the rule, as the search knows it. */
interface KnownNode {
  readonly id: number;
  readonly exits: readonly NodeExit[];
  /** The findings about these exits. */
  readonly records: readonly ExitRecord[];
  /** The first step of the rule inside it; `null` for other nodes than sub rules. */
  readonly inside: Step | null;
  /** Number of exits that lead to it. */
  entries: number;
  /** Slots of its condition and of all nodes behind it, found when needed. */
  slots: ReadonlySet<string> | null;
  /** Nothing behind it is left to find. */
  isDone: boolean;
}

/** A node on the path, and which of its exits are tried. */
interface Frame {
  readonly node: CompiledNode;
  readonly around: Around | null;
  next: number;
  /** Exits that the path takes here, with those of sub rules that it leaves; `null` between two. */
  taken: readonly ExitRecord[] | null;
  /** Whether the exit that is tried added a requirement. */
  isAdded: boolean;
}

/** The parts of a search. */
export interface SearchParts {
  readonly compiler: RuleCompiler;
  readonly createContext: CreateContext;
  readonly board: ExitBoard;
  readonly settings: SlotSettings;
  /** Requirements of the user state. */
  readonly base: readonly Literal[];
  readonly now: number;
  /** Whether a reader is put together and decided for each exit. Without it, the search looks for contradictions only. */
  readonly findsReaders: boolean;
}

/**
 * Searches one rule for a path through each of its exits: depth first, and no further than something is left to find. A
 * path ends where its requirements are proven to exclude each other. The number of paths may be exponential, and the search
 * takes at most `MAX_STEPS_PER_EXIT` steps for each exit; it finds out nothing of exits that it has not met by then.
 */
export class PathSearch {
  readonly #open: OpenRule;
  readonly #parts: SearchParts;
  readonly #states: SlotStates;
  readonly #nodes = new Map<CompiledNode, KnownNode>();
  readonly #conditions = new Map<object, number>();
  /** Situations at nodes with several entries that were searched. */
  readonly #searched = new Set<string>();
  #exitCount = 0;
  #steps = 0;

  constructor(open: OpenRule, parts: SearchParts) {
    this.#open = open;
    this.#parts = parts;
    this.#states = new SlotStates(parts.createContext, parts.now, parts.findsReaders);
    this.#learn(open.rule.start);
  }

  /**
   * Runs the search; what it finds is written to the board.
   *
   * @returns A reader who is decided by this rule; `null` where none was found.
   */
  run(): TestReader | null {
    const { base } = this.#parts;
    if (base.some((literal) => this.#states.add(literal) !== null)) return null;
    this.#walk();
    if (this.#isOver()) this.#leaveOpen();
    return this.#states.isOpen ? null : this.#states.toReader();
  }

  /** Adds all nodes of the rule, and of the sub rules that it enters, to the board. */
  #learn(start: Step): void {
    const { board, compiler } = this.#parts;
    const open: Step[] = [start];
    for (let step = open.pop(); step; step = open.pop()) {
      if (!step._targets) continue;
      const known = this.#nodes.get(step);
      if (known) {
        known.entries += 1;
        continue;
      }
      const exits = listExits(step);
      const inner: CompiledRule | null =
        step.type === 'sub-rule' ? this.#open.innerOf(compiler.nodeOf(step.condition)['rule'] as string) : null;
      const inside = inner?.start ?? null;
      const records = board.add(step, exits, this.#open.feature);
      const fresh = { slots: null, isDone: false, entries: 1 };
      this.#nodes.set(step, { id: this.#nodes.size, exits, records, inside, ...fresh });
      this.#exitCount += exits.length;
      open.push(...exits.map(({ target }) => target), ...(inside ? [inside] : []));
    }
  }

  #walk(): void {
    const frames: Frame[] = [];
    const enter = (step: Step, around: Around | null): void => {
      if (step._targets) frames.push({ node: step, around, next: 0, taken: null, isAdded: false });
    };
    enter(this.#open.rule.start, null);
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      this.#finish(frame);
      if (this.#isOver()) {
        frames.pop();
        continue;
      }
      const { exits, records, inside } = this.#nodes.get(frame.node)!;
      if (frame.next === 0 && this.#wasSearched(frame)) frame.next = Infinity;
      if (inside) {
        // A sub rule is left by the terminals inside it.
        const isDue = frame.next === 0;
        frame.next = Infinity;
        if (!isDue) frames.pop();
        else this.#follow(frame, [], inside, { node: frame.node, next: frame.around }, enter);
        continue;
      }
      const index = frame.next++;
      if (index >= exits.length) frames.pop();
      else if (this.#isPending(records[index]!, exits[index]!, frame.around)) {
        this.#try(frame, records[index]!, exits[index]!, enter);
      }
    }
  }

  /** Tries an exit: adds what it requires, and goes on behind it. */
  #try(frame: Frame, record: ExitRecord, exit: NodeExit, enter: (step: Step, around: Around | null) => void): void {
    record.isMet = true;
    this.#steps += 1;
    const conflict = this.#states.add(this.#createLiteral(frame.node, exit));
    if (conflict) {
      record.because ??= describeConflict(conflict);
      record.isIdle = conflict.length === 1;
      return;
    }
    frame.isAdded = true;
    this.#follow(frame, [record], exit.target, frame.around, enter);
  }

  /** Follows a step out of the sub rules that it leaves, to the next node or to the end. */
  #follow(
    frame: Frame,
    taken: ExitRecord[],
    from: Step,
    within: Around | null,
    enter: (step: Step, around: Around | null) => void,
  ): void {
    let [step, around] = [from, within];
    while (!step._targets && step.exit !== undefined && around) {
      const left: CompiledNode = around.node;
      const record = this.#nodes.get(left)!.records[step.exit]!;
      taken.push(record);
      record.isMet = true;
      step = left._targets[FIRST_OWN_EXIT + step.exit]!;
      around = around.next;
    }
    for (const record of taken) record.isOpen = true;
    frame.taken = taken;
    enter(step, around);
  }

  /** Ends an exit that was tried: finds a reader for it where nothing behind it has, and takes its requirement back. */
  #finish(frame: Frame): void {
    if (!frame.taken) return;
    const isLeft = frame.taken.some((record) => this.#isLeft(record));
    if (this.#parts.findsReaders && isLeft && !this.#states.isOpen) this.#decide(this.#states.toReader());
    if (frame.isAdded) this.#states.remove();
    frame.taken = null;
    frame.isAdded = false;
  }

  /** Decides for a reader, and notes the exits that they take. */
  #decide(reader: TestReader): void {
    const { createContext, now, board } = this.#parts;
    const { rule, feature } = this.#open;
    const context = createContext(reader, now);
    const path: PathEntry[] = [];
    if (!this.#parts.base.every((literal) => literal.holds(context))) return;
    evaluateRule(rule, context, path);
    for (const { node, trace } of path) {
      // A node of a sub rule may have been compiled twice.
      const records = this.#nodes.get(node)?.records ?? board.get(node);
      const record = records.find(({ exit }) => exit === trace.exit);
      if (record) record.taken ??= { reader, feature };
    }
  }

  #createLiteral(node: CompiledNode, exit: NodeExit): Literal {
    const { condition } = node;
    const id = this.#conditions.get(condition) ?? this.#conditions.size;
    this.#conditions.set(condition, id);
    const asked = { condition, node: this.#parts.compiler.nodeOf(condition), id };
    return createLiteral(asked, exit.allowed, exit.name, this.#parts.settings);
  }

  /** Whether an exit, or something behind it, is left to find. */
  #isPending(record: ExitRecord, exit: NodeExit, around: Around | null): boolean {
    if (this.#isLeft(record) || this.#hasLeft(exit.target)) return true;
    for (let outer = around; outer; outer = outer.next) {
      if (this.#hasLeft(outer.node, false)) return true;
    }
    return false;
  }

  #isLeft({ taken, isCovered, isOpen }: ExitRecord): boolean {
    return this.#parts.findsReaders ? !taken && !isCovered : !isOpen;
  }

  /** Whether something is left to find at a step or behind it. */
  #hasLeft(start: Step, isInside = true): boolean {
    if (!start._targets) return false;
    const seen = new Set<CompiledNode>();
    const open: Step[] = [start];
    for (let step = open.pop(); step; step = open.pop()) {
      if (!step._targets || seen.has(step)) continue;
      const known = this.#nodes.get(step)!;
      if (known.isDone) continue;
      seen.add(step);
      if (known.records.some((record) => this.#isLeft(record))) return true;
      open.push(...known.exits.map(({ target }) => target));
      if (known.inside && (isInside || step !== start)) open.push(known.inside);
    }
    if (isInside) for (const node of seen) this.#nodes.get(node)!.isDone = true;
    return false;
  }

  /** Whether the same situation was searched before, at a node with several entries. */
  #wasSearched({ node, around }: Frame): boolean {
    const known = this.#nodes.get(node)!;
    if (known.entries < 2) return false;
    const slots = new Set(this.#slotsBehind(node));
    let places = String(known.id);
    for (let outer = around; outer; outer = outer.next) {
      for (const slot of this.#slotsBehind(outer.node)) slots.add(slot);
      places += `,${this.#nodes.get(outer.node)!.id}`;
    }
    const situation = `${places}|${this.#states.isOpen}|${this.#states.keysOf(slots)}`;
    return this.#searched.has(situation) || !this.#searched.add(situation);
  }

  /** The slots of a node and of all nodes behind it. */
  #slotsBehind(start: CompiledNode): ReadonlySet<string> {
    const known = this.#nodes.get(start)!;
    if (known.slots) return known.slots;
    const slots = new Set<string>();
    const seen = new Set<CompiledNode>();
    const open: Step[] = [start];
    for (let step = open.pop(); step; step = open.pop()) {
      if (!step._targets || seen.has(step)) continue;
      seen.add(step);
      const { exits, inside } = this.#nodes.get(step)!;
      if (!inside) slots.add(this.#createLiteral(step, exits[0]!).slot.key);
      open.push(...exits.map(({ target }) => target), ...(inside ? [inside] : []));
    }
    // An expired token takes all claims away.
    if (slots.has('token')) for (const key of this.#allSlots()) slots.add(key);
    known.slots = slots;
    return slots;
  }

  #allSlots(): string[] {
    return [...this.#nodes].flatMap(([node, { exits, inside }]) =>
      inside ? [] : [this.#createLiteral(node, exits[0]!).slot.key],
    );
  }

  #isOver(): boolean {
    return (
      this.#states.evaluations > MAX_EVALUATIONS_PER_EXIT * this.#exitCount ||
      this.#steps > MAX_STEPS_PER_EXIT * this.#exitCount
    );
  }

  /** After a search that ended early, nothing is proven of exits that it has not met. */
  #leaveOpen(): void {
    for (const { records } of this.#nodes.values()) for (const record of records) record.isOpen = true;
  }
}

function describeConflict(conflict: NonNullable<Conflict>): string {
  const says = conflict.map((literal) => `"${literal.says}"`);
  const last = says.pop()!;
  return says.length > 0 ? `${last} and ${says.join(' and ')} exclude each other` : `${last} never holds here`;
}
