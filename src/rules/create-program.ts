import type { CompiledNode, CompiledRule, Operand, CompiledCondition, Step } from './compiled-rule.js';
import type { EvaluationContext } from './evaluation-context.js';

/** Rules as numbers, for whoever decides by them again and again. */
export interface Program {
  /**
   * Adds a rule.
   *
   * @returns Where it starts, for `run`; `null` where it is no tree of a size that is worth it.
   */
  readonly add: (rule: CompiledRule) => number | null;
  /** Begins a pass: what was answered before is forgotten. */
  readonly begin: (context: EvaluationContext) => void;
  /** Walks through a rule; gives the number of the place where it ends. Each way has a place of its own to end at. */
  readonly run: (start: number) => number;
  /**
   * Gives the questions on the way through a rule, which was just run, their answers: asked again, data that are another
   * each time they are read would lead elsewhere.
   */
  readonly copyExits: (rule: CompiledRule) => void;
}

/** Nodes of one rule at most, each counted as often as there are ways to it. */
const MOST = 4096;

/** A node takes four numbers: its question, and where the answers `NO`, `YES` and `UNKNOWN` lead. */
const SIZE = 4;

/** The last number of a pass that fits beside an answer. */
const LAST = 2 ** 31 - 2 * SIZE;

/**
 * Makes a program without rules. What a rule asks is numbered, and the answers of a pass stand side by side: a rule whose
 * questions were answered for another feature is walked without leaving the processor's caches.
 *
 * Places where rules end are numbers below 0 in the code, as `~place`. An answer is kept with the number of its pass, so
 * that beginning a pass costs the same however many questions there are.
 */
export function createProgram(): Program {
  const conditions: CompiledCondition[] = [];
  const operands: Operand[] = [];
  const numbers = new Map<CompiledCondition | Operand, number>();
  const values: unknown[] = [];
  let code = new Int32Array(1024);
  let length = 0;
  let places = 0;
  /** By question: the answer, and the pass that it was given in. */
  let exits = new Int32Array(64);
  /** By question: the number of its datum. */
  let about = new Int32Array(64);
  /** By datum: the pass that it was read in. */
  let readIn = new Int32Array(64);
  /** The number of this pass. Answers of it are this number and more. */
  let base = 0;
  let context: EvaluationContext | null = null;

  const numberOf = (condition: CompiledCondition): number => {
    const known = numbers.get(condition);
    if (known !== undefined) return known;
    const number = conditions.push(condition) - 1;
    numbers.set(condition, number);
    if (number === exits.length) {
      exits = grown(exits);
      about = grown(about);
      readIn = grown(readIn);
    }
    const { operand } = condition;
    if (!numbers.has(operand)) numbers.set(operand, operands.push(operand) - 1);
    about[number] = numbers.get(operand)!;
    return number;
  };

  const ask = (number: number): number => {
    const operand = about[number]!;
    if (readIn[operand] !== base) {
      values[operand] = operands[operand]!.read(context!);
      readIn[operand] = base;
    }
    const found = conditions[number]!.operator(values[operand], context!);
    exits[number] = base + found;
    return found;
  };

  return {
    add: ({ start, hasExtensions }) => {
      const before = { length, places };
      const open: [node: CompiledNode, at: number][] = [];
      const put = (step: Step): number => {
        if (!step.targets) return ~places++;
        const at = length;
        length += SIZE;
        open.push([step, at]);
        return at;
      };
      const entry = put(start);
      for (let item = open.pop(); item; item = open.pop()) {
        const [{ condition, targets }, at] = item;
        if (hasExtensions || length - before.length > MOST * SIZE) {
          ({ length, places } = before);
          return null;
        }
        const [no, yes, unknown] = targets.map((step, index) => (step === targets[index - 2] ? null : put(step)));
        while (length > code.length) code = grown(code);
        code.set([numberOf(condition), no!, yes!, unknown ?? no!], at);
      }
      return entry;
    },
    begin: (next) => {
      context = next;
      base += SIZE;
      if (base > LAST) {
        base = SIZE;
        exits.fill(0);
        readIn.fill(0);
      }
    },
    run: (start) => {
      let at = start;
      while (at >= 0) {
        let found = exits[code[at]!]! - base;
        if (found < 0) found = ask(code[at]!);
        at = code[at + 1 + found]!;
      }
      return ~at;
    },
    copyExits: ({ start }) => {
      let step: Step = start;
      while (step.targets) {
        const { condition, targets }: CompiledNode = step;
        condition.exit = exits[numbers.get(condition)!]! - base;
        condition.context = context;
        step = targets[condition.exit]!;
      }
    },
  };
}

function grown(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
