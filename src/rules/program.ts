import type { CompiledCondition, CompiledNode, CompiledRule, Operand, Step } from './compiled-rule.js';
import type { EvaluationContext } from './evaluation-context.js';
import { MAX_PROGRAM_NODES } from './limits.js';

/** A node takes four numbers: its condition, and the targets of the exits `no`, `yes` and `unknown`. */
const NODE_SIZE = 4;

/** The highest number of a context that leaves room for an exit beside it. */
const MAX_CONTEXT_NUMBER = 2 ** 31 - 2 * NODE_SIZE;

/**
 * Rules as numbers, for engines that evaluate the same rules again and again. Conditions are numbered, and the exits of a
 * context are side by side: a rule whose conditions were evaluated for another feature is followed without leaving the
 * processor's caches.
 *
 * Terminals are numbers below 0 in the code, as `~terminal`. An exit is kept with the number of its context, so beginning a
 * context costs the same however many conditions there are.
 */
export class Program {
  readonly #conditions: CompiledCondition[] = [];
  readonly #operands: Operand[] = [];
  readonly #numbers = new Map<CompiledCondition | Operand, number>();
  /** By operand: its value. */
  readonly #values: unknown[] = [];
  #code = new Int32Array(1024);
  #length = 0;
  #terminals = 0;
  /** By condition: its exit, and the context that it was found in. */
  #exits = new Int32Array(64);
  /** By condition: number of its operand. */
  #operandOf = new Int32Array(64);
  /** By operand: the context that it was read in. */
  #readIn = new Int32Array(64);
  /** Number of this context. Exits found in it are this number and more. */
  #base = 0;
  #context: EvaluationContext | null = null;

  /**
   * Adds a rule.
   *
   * @returns Its start, for `run`; `null` for a rule that has extensions or too many nodes.
   */
  add({ start, _hasExtensions: hasExtensions }: CompiledRule): number | null {
    const before = { length: this.#length, terminals: this.#terminals };
    const open: [node: CompiledNode, at: number][] = [];
    const put = (step: Step): number => {
      if (!step._targets) return ~this.#terminals++;
      const at = this.#length;
      this.#length += NODE_SIZE;
      open.push([step, at]);
      return at;
    };
    const entry = put(start);
    for (let item = open.pop(); item; item = open.pop()) {
      const [{ condition, _targets: targets }, at] = item;
      if (hasExtensions || this.#length - before.length > MAX_PROGRAM_NODES * NODE_SIZE) {
        this.#length = before.length;
        this.#terminals = before.terminals;
        return null;
      }
      const [no, yes, unknown] = targets.map((step, index) => (step === targets[index - 2] ? null : put(step)));
      while (this.#length > this.#code.length) this.#code = grow(this.#code);
      this.#code.set([this.#numberOf(condition), no!, yes!, unknown ?? no!], at);
    }
    return entry;
  }

  /** Begins a context: what was evaluated before is forgotten. */
  begin(context: EvaluationContext): void {
    this.#context = context;
    this.#base += NODE_SIZE;
    if (this.#base > MAX_CONTEXT_NUMBER) {
      this.#base = NODE_SIZE;
      this.#exits.fill(0);
      this.#readIn.fill(0);
    }
  }

  /** Follows a rule. Returns the number of its terminal, which only this path leads to. */
  run(start: number): number {
    const code = this.#code;
    const exits = this.#exits;
    const base = this.#base;
    let at = start;
    while (at >= 0) {
      let exit = exits[code[at]!]! - base;
      if (exit < 0) exit = this.#evaluate(code[at]!);
      at = code[at + 1 + exit]!;
    }
    return ~at;
  }

  /**
   * Copies the exits on the path of a rule, which was just run, to its conditions. Operands that differ each time they are
   * read would lead elsewhere if the rule were evaluated again.
   */
  copyExits({ start }: CompiledRule): void {
    let step: Step = start;
    while (step._targets) {
      const { condition, _targets: targets }: CompiledNode = step;
      condition.exit = this.#exits[this.#numbers.get(condition)!]! - this.#base;
      condition._context = this.#context;
      step = targets[condition.exit]!;
    }
  }

  #evaluate(number: number): number {
    const operand = this.#operandOf[number]!;
    const context = this.#context!;
    if (this.#readIn[operand] !== this.#base) {
      this.#values[operand] = this.#operands[operand]!.read(context);
      this.#readIn[operand] = this.#base;
    }
    const exit = this.#conditions[number]!.operator(this.#values[operand], context);
    this.#exits[number] = this.#base + exit;
    return exit;
  }

  #numberOf(condition: CompiledCondition): number {
    const known = this.#numbers.get(condition);
    if (known !== undefined) return known;
    const number = this.#conditions.push(condition) - 1;
    this.#numbers.set(condition, number);
    if (number === this.#exits.length) {
      this.#exits = grow(this.#exits);
      this.#operandOf = grow(this.#operandOf);
      this.#readIn = grow(this.#readIn);
    }
    const { operand } = condition;
    if (!this.#numbers.has(operand)) this.#numbers.set(operand, this.#operands.push(operand) - 1);
    this.#operandOf[number] = this.#numbers.get(operand)!;
    return number;
  }
}

function grow(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
