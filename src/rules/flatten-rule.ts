import type { CompiledNode, CompiledRule, Datum, Question, Step } from './compiled-rule.js';
import type { Pass } from './pass.js';

/** Rules as numbers, for whoever decides by them again and again. */
export interface Program {
  /**
   * Adds a rule.
   *
   * @returns Where it starts, for `run`; `null` where it is no tree of a size that is worth it.
   */
  readonly add: (rule: CompiledRule) => number | null;
  /** Begins a pass: what was answered before is forgotten. */
  readonly begin: (pass: Pass) => void;
  /** Walks through a rule; gives the number of the place where it ends. Each way has a place of its own to end at. */
  readonly run: (start: number) => number;
  /**
   * Gives the questions on the way through a rule, which was just run, their answers: asked again, data that are another
   * each time they are read would lead elsewhere.
   */
  readonly lend: (rule: CompiledRule) => void;
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
  const questions: Question[] = [];
  const data: Datum[] = [];
  const numbers = new Map<Question | Datum, number>();
  const values: unknown[] = [];
  let code = new Int32Array(1024);
  let length = 0;
  let places = 0;
  /** By question: the answer, and the pass that it was given in. */
  let answers = new Int32Array(64);
  /** By question: the number of its datum. */
  let about = new Int32Array(64);
  /** By datum: the pass that it was read in. */
  let readIn = new Int32Array(64);
  /** The number of this pass. Answers of it are this number and more. */
  let base = 0;
  let pass: Pass | null = null;

  const numberOf = (question: Question): number => {
    const known = numbers.get(question);
    if (known !== undefined) return known;
    const number = questions.push(question) - 1;
    numbers.set(question, number);
    if (number === answers.length) {
      answers = grown(answers);
      about = grown(about);
      readIn = grown(readIn);
    }
    const { datum } = question;
    if (!numbers.has(datum)) numbers.set(datum, data.push(datum) - 1);
    about[number] = numbers.get(datum)!;
    return number;
  };

  const ask = (number: number): number => {
    const datum = about[number]!;
    if (readIn[datum] !== base) {
      values[datum] = data[datum]!.read(pass!);
      readIn[datum] = base;
    }
    const found = questions[number]!.operator(values[datum], pass!);
    answers[number] = base + found;
    return found;
  };

  return {
    add: ({ start, fresh }) => {
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
        const [{ question, targets }, at] = item;
        if (fresh || length - before.length > MOST * SIZE) {
          ({ length, places } = before);
          return null;
        }
        const [no, yes, unknown] = targets.map((step, index) => (step === targets[index - 2] ? null : put(step)));
        while (length > code.length) code = grown(code);
        code.set([numberOf(question), no!, yes!, unknown ?? no!], at);
      }
      return entry;
    },
    begin: (next) => {
      pass = next;
      base += SIZE;
      if (base > LAST) {
        base = SIZE;
        answers.fill(0);
        readIn.fill(0);
      }
    },
    run: (start) => {
      let at = start;
      while (at >= 0) {
        let found = answers[code[at]!]! - base;
        if (found < 0) found = ask(code[at]!);
        at = code[at + 1 + found]!;
      }
      return ~at;
    },
    lend: ({ start }) => {
      let step: Step = start;
      while (step.targets) {
        const { question, targets }: CompiledNode = step;
        question.answer = answers[numbers.get(question)!]! - base;
        question.pass = pass;
        step = targets[question.answer]!;
      }
    },
  };
}

function grown(numbers: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(numbers.length * 2);
  larger.set(numbers);
  return larger;
}
