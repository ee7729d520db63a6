import type { Decision } from '../model/decision.js';
import type { Expectation, ReadersFile } from '../model/readers-types.js';
import { toEngineInput } from '../decision/to-engine-input.js';
import { compareWith } from './check-expectations.js';
import { type ComparedPart, listDifferences } from './compare-decisions.js';
import type { PartlyCompiled } from './part-compiler.js';

/** The decision of a feature for a reader, before and after some edits. */
export interface MatrixCell {
  /** Id of the reader. */
  readonly reader: string;
  readonly feature: string;
  /** `null` where the feature was not there, or did not compile. */
  readonly before: Decision | null;
  /** `null` where the feature is gone, or does not compile. */
  readonly after: Decision | null;
  /** The parts that differ. With `path` alone the reader gets the same, by other exits. */
  readonly differs: readonly ComparedPart[];
  /** Whether all holds that is expected of the cell. Of a feature that is not decided it does not; `null` without expectations. */
  readonly holds: boolean | null;
}

/** Which part of a matrix is wanted. */
export interface MatrixView {
  /** Part of the name of a feature; empty for all. */
  readonly filter: string;
  /** Leaves out features of which no cell differs. */
  readonly isChangedOnly: boolean;
  /** Features that are shown at most. */
  readonly maxFeatures: number;
}

/** Test readers × features, before and after. */
export interface Matrix {
  /** The features that are shown: those with a cell that differs or an expectation that is broken come first. */
  readonly features: readonly string[];
  /** Features that the view has in all. */
  readonly total: number;
  /** The cells of the features that are shown, by reader and feature. */
  readonly cells: readonly MatrixCell[];
  /** Cells of all features that differ. */
  readonly changed: number;
  /** Expectations, and how many of them do not hold. */
  readonly expected: number;
  readonly broken: number;
  /** The mistake that keeps all features from compiling; `null` where they do. */
  readonly mistake: string | null;
}

/**
 * Decides features for test readers by two configs, and compares.
 *
 * @param file - The readers, and what is expected.
 * @param sides - The config before and after some edits, as far as each compiles.
 * @param names - All features, in their order.
 * @param now - The moment for readers without one of their own, in ms since 1970.
 */
export function decideMatrix(
  file: ReadersFile,
  { before, after }: { readonly before: PartlyCompiled; readonly after: PartlyCompiled },
  names: readonly string[],
  view: MatrixView,
  now: number,
): Matrix {
  const expectations = groupExpectations(file.expect ?? []);
  const byFeature = new Map<string, MatrixCell[]>(names.map((name) => [name, []]));
  for (const [reader, described] of Object.entries(file.readers)) {
    const input = toEngineInput(described, now);
    const [was, is] = [before.decide(input, names), after.decide(input, names)];
    for (const feature of names) {
      const expected = expectations.get(toKey(reader, feature)) ?? NOTHING;
      byFeature
        .get(feature)!
        .push(
          createCell({ reader, feature, before: was.get(feature) ?? null, after: is.get(feature) ?? null }, expected),
        );
    }
  }
  const isChanged = (name: string): boolean => byFeature.get(name)!.some(({ differs }) => differs.length > 0);
  const isBroken = (name: string): boolean => byFeature.get(name)!.some(({ holds }) => holds === false);
  const filter = view.filter.trim().toLowerCase();
  const wanted = names.filter(
    (name) => name.toLowerCase().includes(filter) && (!view.isChangedOnly || isChanged(name)),
  );
  const rank = (name: string): number => (isChanged(name) ? 0 : isBroken(name) ? 1 : 2);
  const features = wanted
    .map((name) => ({ name, rank: rank(name) }))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, view.maxFeatures)
    .map(({ name }) => name);
  const all = [...byFeature.values()].flat();
  return {
    features,
    total: wanted.length,
    cells: features.flatMap((name) => byFeature.get(name)!),
    changed: all.filter(({ differs }) => differs.length > 0).length,
    expected: (file.expect ?? []).length,
    broken: countBroken(file.expect ?? [], all),
    mistake: after.mistake,
  };
}

const NOTHING: readonly Expectation[] = [];

function createCell(
  cell: Pick<MatrixCell, 'reader' | 'feature' | 'before' | 'after'>,
  expected: readonly Expectation[],
): MatrixCell {
  const { before, after } = cell;
  const differs = before && after ? listDifferences(before, after) : NO_PARTS;
  const holds = expected.length === 0 ? null : expected.every((one) => isMet(one, after));
  return { ...cell, differs, holds };
}

const NO_PARTS: readonly ComparedPart[] = [];

/** Whether there is a decision, and it is as expected. */
function isMet(expectation: Expectation, decision: Decision | null | undefined): boolean {
  return decision ? compareWith(expectation, decision).length === 0 : false;
}

function groupExpectations(expect: readonly Expectation[]): Map<string, Expectation[]> {
  const groups = new Map<string, Expectation[]>();
  for (const one of expect) {
    const key = toKey(one.reader, one.feature);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}

function countBroken(expect: readonly Expectation[], cells: readonly MatrixCell[]): number {
  const found = new Map(cells.map((cell) => [toKey(cell.reader, cell.feature), cell]));
  return expect.filter((one) => !isMet(one, found.get(toKey(one.reader, one.feature))?.after)).length;
}

/** No id has a line feed and a null character next to each other by chance. */
function toKey(reader: string, feature: string): string {
  return `${reader}\n\0${feature}`;
}
