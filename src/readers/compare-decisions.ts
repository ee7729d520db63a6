import type { Decision } from '../model/decision.js';
import type { ReadersFile } from '../model/readers-types.js';
import { isSameJson } from '../lib/is-same-json.js';
import { own } from '../lib/own.js';
import type { CompiledConfig, EngineInput } from '../decision/compile-config.js';
import { toEngineInput } from '../decision/to-engine-input.js';

/** A part of a decision that two configs can differ in. */
export type ComparedPart =
  | 'state'
  | 'outcome'
  | 'content'
  | 'components'
  | 'offers'
  | 'zone'
  | 'trials'
  | 'split tests'
  | 'value'
  | 'variables'
  | 'notifications'
  | 'reason'
  | 'path';

/** A decision that is another one with the second config. */
export interface ChangedDecision {
  /** Id of the reader. */
  readonly reader: string;
  readonly feature: string;
  /** The parts that differ. With `path` alone the reader gets the same, by other exits. */
  readonly differs: readonly ComparedPart[];
  readonly input: EngineInput;
  readonly before: Decision;
  readonly after: Decision;
}

/**
 * Decides features for readers by two configs, and finds the decisions that differ.
 *
 * @param readers - Test readers, by id.
 * @param features - Features that both configs have.
 * @param now - The moment for readers without one of their own, in ms since 1970.
 * @returns In the order of the readers, then of the features.
 */
export function compareDecisions(
  readers: ReadersFile['readers'],
  before: CompiledConfig,
  after: CompiledConfig,
  features: readonly string[],
  now: number,
): ChangedDecision[] {
  return Object.entries(readers).flatMap(([reader, described]) => {
    const input = toEngineInput(described, now);
    const [was, is] = [before, after].map((engine) => engine.decideAll(input, features)) as [Decisions, Decisions];
    return features.flatMap((feature) => {
      const [one, other] = [own(was, feature), own(is, feature)] as [Decision, Decision];
      const differs = listDifferences(one, other);
      return differs.length > 0 ? [{ reader, feature, differs, input, before: one, after: other }] : [];
    });
  });
}

type Decisions = Readonly<Record<string, Decision>>;

/** Tells of each part whether it is the same in both decisions. Most are, and there are many: nothing is copied. */
const PARTS: readonly (readonly [part: ComparedPart, isSame: (one: Decision, other: Decision) => boolean])[] = [
  ['state', (one, other) => one.userState === other.userState],
  [
    'outcome',
    (one, other) => isSameId(one.outcomeId, other.outcomeId) && isSameId(one.outcomeLabel, other.outcomeLabel),
  ],
  ['content', (one, other) => one.otherwise === other.otherwise && isSameJson(one.content, other.content)],
  ['components', (one, other) => isSameJson(one.components, other.components)],
  ['offers', (one, other) => isSameJson(own(one, 'offers'), own(other, 'offers'))],
  // A zone is nothing without components in it.
  ['zone', (one, other) => one.zone === other.zone || one.components.length === 0 || other.components.length === 0],
  ['trials', (one, other) => isSameJson(one.trials, other.trials)],
  ['split tests', (one, other) => isSameJson(one.splitTests, other.splitTests)],
  ['value', (one, other) => isSameJson(own(one, 'value'), own(other, 'value'))],
  ['variables', (one, other) => isSameJson(own(one, 'variables'), own(other, 'variables'))],
  ['notifications', (one, other) => isSameJson(own(one, 'notifications'), own(other, 'notifications'))],
  ['reason', (one, other) => one.reason === other.reason],
  ['path', isSamePath],
];

/** Finds the parts that two decisions of one feature differ in. */
export function listDifferences(before: Decision, after: Decision): ComparedPart[] {
  return PARTS.filter(([, isSame]) => !isSame(before, after)).map(([part]) => part);
}

function isSamePath({ trace: one }: Decision, { trace: other }: Decision): boolean {
  return (
    one.length === other.length &&
    one.every(({ node, type, exit }, at) => {
      const entry = other[at]!;
      return type === entry.type && exit === entry.exit && isSameId(node, entry.node);
    })
  );
}

/** The id of what is written in place is its pointer, which is another one when something is put in front of it. */
function isSameId(one: string, other: string): boolean {
  return one === other || (one.startsWith('/') && other.startsWith('/'));
}
