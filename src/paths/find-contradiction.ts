import { isRecord } from '../lib/is-record.js';
import { compileGlob } from '../lib/match-glob.js';
import { isScalar, type Operator } from '../rules/operators/operator.js';
import { NO, UNKNOWN, YES, type EvaluationContext, type ExitIndex } from '../rules/evaluation-context.js';
import { writeDate } from '../lib/write-date.js';
import { isAge, isLong, isOnText, momentsOf, type Comparison } from './comparison.js';
import { MAX_COMPARED_CONDITIONS } from './limits.js';
import { listCandidates, listMoments } from './list-candidates.js';

/** A comparison of a value, and the exits that its result may have. */
export interface Compared {
  readonly comparison: Comparison;
  readonly operator: Operator;
  readonly allowed: readonly ExitIndex[];
}

/**
 * Returns whether no value whatever meets all of some comparisons of one operand. Sound and not complete: `true` is proven,
 * `false` says nothing. Operators are run, not imitated; what is reasoned about is which values stand for all.
 *
 * @param now - Any moment: comparisons with the age of a date are only compared with each other.
 */
export function isContradiction(all: readonly Compared[], now: number): boolean {
  const aged = all.filter(({ comparison }) => isAge(comparison));
  const others = all.filter(({ comparison }) => !isAge(comparison));
  // The age of a date depends on the moment, and all else about it does not.
  return [aged, others].some((some) => some.length > 0 && contradicts(some.slice(-MAX_COMPARED_CONDITIONS), now));
}

function contradicts(all: readonly Compared[], now: number): boolean {
  const { operand } = all[0]!.comparison;
  const context = { now, facts: {}, usage: {} } as EvaluationContext;
  if (operand === 'moment') {
    const comparisons = all.map(({ comparison }) => comparison);
    const moments = [...listMoments(comparisons, now), now];
    const isKnown = comparisons.every((one) => momentsOf(one, now).length > 0);
    return isKnown && moments.every((moment) => !meets(writeDate(moment), all, context));
  }
  const isMet = (value: unknown): boolean => meets(value, all, context);
  if (isMet(undefined)) return false;
  if (operand === 'text') return isItemContradiction(all, context, true);
  return !isMet([]) && isItemContradiction(all, context) && isListContradiction(all, context);
}

function meets(value: unknown, all: readonly Compared[], context: EvaluationContext): boolean {
  return all.every(({ operator, allowed }) => allowed.includes(operator(value, context)));
}

/** Whether no list with items meets all: some comparison needs an item that the others forbid. */
function isListContradiction(all: readonly Compared[], context: EvaluationContext): boolean {
  const needed: Compared[] = [];
  const ofEach: Compared[] = [];
  for (const one of all) {
    const { comparison, allowed } = one;
    if (comparison.name.endsWith('-empty')) {
      if (!allowed.includes(comparison.name === 'is-empty' ? NO : YES)) return true;
      continue;
    }
    // The exit that one item is enough for.
    const met = comparison.name === 'not-equals' ? NO : YES;
    if (!allowed.includes(met))
      ofEach.push({ ...one, allowed: allowed.includes(1 - met) ? [1 - met, UNKNOWN] : [UNKNOWN] });
    if (allowed.length === 1 && allowed[0] !== UNKNOWN) needed.push(one);
  }
  return [...needed.map((one) => [one, ...ofEach]), ...(ofEach.length > 0 ? [ofEach] : [])].some((some) =>
    isItemContradiction(some, context),
  );
}

/** Whether no value that is not a list meets all. */
function isItemContradiction(all: readonly Compared[], context: EvaluationContext, isText = false): boolean {
  const pins = all.map((one) => listPins(one, context)).find((found) => found !== null);
  const isDomain = (value: unknown): boolean => !isText || typeof value === 'string';
  if (pins) return pins.filter(isDomain).every((value) => !meets(value, all, context));
  const plain = all.filter(
    ({ comparison }) => !isOnText(comparison) && !isLong(comparison) && !comparison.isTranslated,
  );
  const candidates = listCandidates(
    plain.map(({ comparison }) => comparison),
    context.now,
  );
  if (plain.length > 0 && candidates.isComplete) {
    if (candidates.values.filter(isDomain).every((value) => !meets(value, plain, context))) return true;
  }
  return all.some((one) => all.some((other) => one !== other && areOpposed(one, other)));
}

/** The only values that meet a comparison, where they are few; else `null`. */
function listPins({ comparison, operator, allowed }: Compared, context: EvaluationContext): unknown[] | null {
  const { name, value, isTranslated } = comparison;
  const isPinned = (name === 'equals' || name === 'in' ? YES : name === 'not-equals' ? NO : null) === allowed[0];
  if (!isPinned || allowed.length !== 1 || isTranslated || isLong(comparison)) return null;
  const pins: unknown[] = [];
  for (const one of name === 'in' ? [value].flat() : [value]) {
    if (typeof one === 'number') return null;
    pins.push(one);
    if (typeof one === 'boolean') pins.push(String(one));
    if (typeof one === 'string') pins.push(Number(one), ...(/^(true|false)$/.test(one) ? [one === 'true'] : []));
  }
  return pins.some((pin) => allowed.includes(operator(pin, context))) ? pins : null;
}

/** Whether two comparisons of parts of a text exclude each other. */
function areOpposed(one: Compared, other: Compared): boolean {
  const [text, otherText] = [textOf(one), textOf(other)];
  if (text === null || otherText === null || !isOnly(one, YES)) return false;
  const { name } = one.comparison;
  if (isOnly(other, YES)) {
    if (name !== other.comparison.name) return false;
    const [short, long] = text.length < otherText.length ? [text, otherText] : [otherText, text];
    return (name === 'starts-with' && !long.startsWith(short)) || (name === 'ends-with' && !long.endsWith(short));
  }
  return !other.allowed.includes(YES) && implies(name, text, other.comparison.name, otherText);
}

/** Whether every text that meets one comparison meets another. */
function implies(name: string, text: string, otherName: string, otherText: string): boolean {
  if (name === 'matches') return false;
  if (otherName === 'starts-with') return name === 'starts-with' && text.startsWith(otherText);
  if (otherName === 'ends-with') return name === 'ends-with' && text.endsWith(otherText);
  if (otherName === 'contains') return text.includes(otherText);
  // Beyond ASCII, the lower case of a text may depend on what is around it.
  return /^[ -~]*$/.test(text + otherText) && compileGlob(otherText)(text);
}

function isOnly({ allowed }: Compared, exit: ExitIndex): boolean {
  return allowed.length === 1 && allowed[0] === exit;
}

function textOf({ comparison }: Compared): string | null {
  const { value, isTranslated } = comparison;
  return isOnText(comparison) && isScalar(value) && !isTranslated && !isRecord(value) ? String(value) : null;
}
