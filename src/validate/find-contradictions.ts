import type { Config, FeatureConfig } from '../model/config.js';
import { findNodes } from '../config/find-nodes.js';
import { setOwn } from '../lib/set-own.js';
import { splitPointer } from '../lib/split-pointer.js';
import { findExits } from '../paths/find-exits.js';
import { createWarning, type Found } from './mistake.js';
import type { MistakeMemo } from './mistake-memo.js';

/** A moment for the search. It depends on none: comparisons with the moment of a decision are only compared with each other. */
const SOME_MOMENT = Date.UTC(2026, 0, 1);

/**
 * Finds exits that no reader can take, as the conditions on every path to them exclude each other. Of several in a row, the
 * first is reported.
 *
 * @param config - It compiles.
 * @param memo - Findings of an earlier call. Only features that have changed, or that share exits of sub rules, are searched.
 */
export function findContradictions(config: Config, memo?: MistakeMemo): Found[] {
  if (!memo) return search(config);
  memo.meet(config);
  const features = Object.entries(config.features);
  for (const [id, feature] of features)
    if (memo.contradictionsOf(id, feature) === undefined && entersSubRules(feature))
      memo.keepContradictions(id, feature, null);
  const unknown = features.filter(([id, feature]) => memo.contradictionsOf(id, feature) === undefined);
  const found = search(narrowTo(config, new Set(unknown.map(([id]) => id))));
  for (const [id, feature] of unknown) {
    const own = found.filter(({ pointer }) => splitPointer(pointer)[1] === id);
    memo.keepContradictions(id, feature, own);
  }
  const sharing = features.filter(([id, feature]) => memo.contradictionsOf(id, feature) === null);
  const known = features.flatMap(([id, feature]) => memo.contradictionsOf(id, feature) ?? []);
  return [...known, ...search(narrowTo(config, new Set(sharing.map(([id]) => id))))];
}

function search(config: Config): Found[] {
  const { exits } = findExits(config, { now: SOME_MOMENT, findsReaders: false });
  return (
    exits
      .filter(({ isMet, isOpen }) => isMet && !isOpen)
      // An exit that a node has to have, or has to be safe, is no mistake where its condition never takes it.
      .filter(({ type, exit, isIdle }) => !isIdle || !(exit === 'unknown' || (type === 'trial' && exit === 'yes')))
      .map(({ pointer, because }) =>
        createWarning('path-never-taken', pointer, `no reader takes this exit: ${because}.`),
      )
  );
}

function entersSubRules({ rules = {} }: FeatureConfig): boolean {
  return findNodes(Object.values(rules)).some(({ type }) => type === 'sub-rule');
}

/** The config with the rules of some features; of the others the names remain. */
function narrowTo(config: Config, kept: ReadonlySet<string>): Config {
  const features: Record<string, FeatureConfig> = {};
  for (const [id, feature] of Object.entries(config.features)) setOwn(features, id, kept.has(id) ? feature : {});
  return { ...config, features };
}
