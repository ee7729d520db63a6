import type { Decision } from '../model/decision.js';
import type { Expectation, ReadersFile, TestReader } from '../model/readers-types.js';
import { isSameJson } from '../lib/is-same-json.js';
import { own } from '../lib/own.js';
import type { CompiledConfig, EngineInput } from '../decision/compile-config.js';
import { toEngineInput } from '../decision/to-engine-input.js';

/** A member of a decision that differs from what is expected. */
export interface Difference {
  readonly member: 'outcome' | 'content' | 'components' | 'state' | 'value';
  readonly expected: unknown;
  readonly found: unknown;
}

/** An expectation, and the decision that it is compared with. */
export interface CheckedExpectation {
  readonly expectation: Expectation;
  /** JSON pointer into the file of test readers. */
  readonly pointer: string;
  /** Input of the decision. */
  readonly input: EngineInput;
  readonly decision: Decision;
  /** Empty where the expectation holds. */
  readonly differences: readonly Difference[];
}

/** Members of expectations, with the members of decisions that they are about. */
const MEMBERS = [
  ['outcome', 'outcomeId'],
  ['content', 'content'],
  ['components', 'components'],
  ['state', 'userState'],
  ['value', 'value'],
] as const;

/**
 * Decides each expectation of a file of test readers, and compares.
 *
 * @param file - As `readReaders` has checked it against the config.
 * @param now - The moment for readers without one of their own, in ms since 1970.
 * @returns All expectations in their order.
 */
export function checkExpectations(file: ReadersFile, engine: CompiledConfig, now: number): CheckedExpectation[] {
  const inputs = new Map<string, EngineInput>();
  return (file.expect ?? []).map((expectation, index) => {
    const { reader, feature } = expectation;
    const input = inputs.get(reader) ?? toEngineInput(own(file.readers, reader) as TestReader, now);
    inputs.set(reader, input);
    const decision = engine.decide(feature, input);
    return {
      expectation,
      pointer: `/expect/${index}`,
      input,
      decision,
      differences: compareWith(expectation, decision),
    };
  });
}

/** Compares a decision with what is expected. Returns nothing where the expectation holds. */
export function compareWith(expectation: Expectation, decision: Decision): Difference[] {
  return MEMBERS.flatMap(([member, name]) => {
    const [expected, found] = [own(expectation, member), own(decision, name)];
    return expected === undefined || isSameJson(expected, found) ? [] : [{ member, expected, found }];
  });
}
