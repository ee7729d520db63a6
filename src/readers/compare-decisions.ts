import type { Decision } from '../model/decision.js';
import type { ReadersFile } from '../model/readers-types.js';
import { isSameJson } from '../lib/is-same-json.js';
import { own } from '../lib/own.js';
import type { CompiledConfig, EngineInput } from '../decision/compile-config.js';
import { toEngineInput } from '../decision/to-engine-input.js';

/** A part of a decision that two configs can differ in. */
export type ComparedPart =
  'state' | 'outcome' | 'content' | 'components' | 'zone' | 'trials' | 'split tests' | 'value' | 'reason' | 'path';

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
      const differs = findDifferences(one, other);
      return differs.length > 0 ? [{ reader, feature, differs, input, before: one, after: other }] : [];
    });
  });
}

type Decisions = Readonly<Record<string, Decision>>;

/** Reads the parts of a decision that are compared. */
const PARTS: readonly (readonly [part: ComparedPart, read: (decision: Decision) => unknown])[] = [
  ['state', ({ userState }) => userState],
  ['outcome', ({ outcomeId, outcomeLabel }) => [outcomeId, outcomeLabel].map(withoutPointer)],
  ['content', ({ content, otherwise = 'hide' }) => [content, otherwise]],
  ['components', ({ components }) => components],
  ['zone', ({ zone }) => zone],
  ['trials', ({ trials }) => trials],
  ['split tests', ({ splitTests }) => splitTests],
  ['value', (decision) => own(decision, 'value') ?? null],
  ['reason', ({ reason }) => reason],
  ['path', ({ trace }) => trace.map(({ node, type, exit }) => [withoutPointer(node), type, exit])],
];

function findDifferences(before: Decision, after: Decision): ComparedPart[] {
  // A zone is nothing without components in it.
  const hasZones = before.components.length > 0 && after.components.length > 0;
  return PARTS.filter(([part, read]) => (part !== 'zone' || hasZones) && !isSameJson(read(before), read(after))).map(
    ([part]) => part,
  );
}

/** The id of what is written in place is its pointer, which is another one when something is put in front of it. */
function withoutPointer(id: string): string {
  return id.startsWith('/') ? '' : id;
}
