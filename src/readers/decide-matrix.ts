import type { Decision } from '../model/decision.js';
import type { Expectation, ReadersFile } from '../model/readers-types.js';
import type { EngineInput } from '../decision/compile-config.js';
import { toEngineInput } from '../decision/to-engine-input.js';
import { compareWith } from './check-expectations.js';
import { type ComparedPart, listDifferences } from './compare-decisions.js';
import { createComparison, type PartlyCompiled } from './part-compiler.js';

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
  { before, after }: Sides,
  names: readonly string[],
  view: MatrixView,
  now: number,
): Matrix {
  const table = new Table(file, { before, after }, now);
  // A feature that both configs decide alike is decided where it is shown, or where something is expected of it.
  const all = table.decide(names.filter((name) => !table.isAlike(name)));
  const isChanged = (name: string): boolean => all.get(name)?.some(({ differs }) => differs.length > 0) === true;
  const broken = table.findBroken(file.expect ?? []);
  const filter = view.filter.trim().toLowerCase();
  const wanted = names.filter(
    (name) => name.toLowerCase().includes(filter) && (!view.isChangedOnly || isChanged(name)),
  );
  const brokenFeatures = new Set(broken.map(({ feature }) => feature));
  const rank = (name: string): number => (isChanged(name) ? 0 : brokenFeatures.has(name) ? 1 : 2);
  const features = wanted
    .map((name) => ({ name, rank: rank(name) }))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, view.maxFeatures)
    .map(({ name }) => name);
  const shown = table.decide(features);
  return {
    features,
    total: wanted.length,
    cells: features.flatMap((name) => shown.get(name)!),
    changed: [...all.values()].flat().filter(({ differs }) => differs.length > 0).length,
    expected: (file.expect ?? []).length,
    broken: broken.length,
    mistake: after.mistake,
  };
}

const NOTHING: readonly Expectation[] = [];

/** Decides features for all test readers, as far as they are asked for. */
class Table {
  readonly #readers: readonly (readonly [id: string, input: EngineInput])[];
  readonly #sides: Sides;
  /** Whether both configs decide a feature alike. */
  readonly isAlike: (feature: string) => boolean;
  readonly #expectations: ReadonlyMap<string, readonly Expectation[]>;

  constructor(file: ReadersFile, sides: Sides, now: number) {
    this.#readers = Object.entries(file.readers).map(([id, described]) => [id, toEngineInput(described, now)]);
    this.#sides = sides;
    this.isAlike = createComparison(sides.before, sides.after);
    this.#expectations = groupExpectations(file.expect ?? []);
  }

  /** Decides features for all readers. */
  decide(features: readonly string[]): Map<string, MatrixCell[]> {
    const cells = new Map<string, MatrixCell[]>(features.map((name) => [name, []]));
    const open = features.filter((name) => !this.isAlike(name));
    for (const [reader, input] of this.#readers) {
      const is = this.#sides.after.decide(input, features);
      const was = this.#sides.before.decide(input, open);
      for (const feature of features) {
        const after = is.get(feature) ?? null;
        const before = this.isAlike(feature) ? after : (was.get(feature) ?? null);
        const expected = this.#expectations.get(toKey(reader, feature)) ?? NOTHING;
        cells.get(feature)!.push(createCell({ reader, feature, before, after }, expected));
      }
    }
    return cells;
  }

  /** Finds the expectations that do not hold. One of a reader or a feature that is not there does not. */
  findBroken(expect: readonly Expectation[]): Expectation[] {
    const wanted = new Map<string, Set<string>>();
    for (const { reader, feature } of expect)
      wanted.set(reader, (wanted.get(reader) ?? new Set<string>()).add(feature));
    const decisions = new Map(
      this.#readers.map(([id, input]) => [id, this.#sides.after.decide(input, [...(wanted.get(id) ?? [])])]),
    );
    return expect.filter((one) => !isMet(one, decisions.get(one.reader)?.get(one.feature)));
  }
}

interface Sides {
  readonly before: PartlyCompiled;
  readonly after: PartlyCompiled;
}

function createCell(
  cell: Pick<MatrixCell, 'reader' | 'feature' | 'before' | 'after'>,
  expected: readonly Expectation[],
): MatrixCell {
  const { before, after } = cell;
  const differs = before && after && before !== after ? listDifferences(before, after) : NO_PARTS;
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

/** No id has a line feed and a null character next to each other by chance. */
function toKey(reader: string, feature: string): string {
  return `${reader}\n\0${feature}`;
}
