import { findNodes } from '../../src/config/find-nodes.js';
import type { Edit } from '../../src/edit/edit.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { setOwn } from '../../src/lib/set-own.js';
import { splitPointer } from '../../src/lib/split-pointer.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { findMistakes } from '../../src/validate/find-mistakes.js';
import type { Mistake } from '../../src/validate/mistake.js';

/** The feature that all of some edits are inside; `null` where they are elsewhere too. */
export function featureOf(edits: readonly Edit[]): string | null {
  const [first] = edits;
  if (!first) return null;
  const [map, id, ...inside] = splitPointer(first.pointer);
  if (map !== 'features' || id === undefined || inside.length === 0) return null;
  const at = `/features${toPointer(id)}/`;
  return edits.every(({ pointer }) => pointer.startsWith(at)) ? id : null;
}

/**
 * Finds the mistakes of one feature at once, where those of the whole config take a worker some time. The other features are
 * not looked at, but for the names of those that this one asks about.
 */
export function judgeFeature(config: unknown, feature: string): readonly Mistake[] {
  const features = own(config, 'features');
  if (!isRecord(config) || !isRecord(features)) return [];
  const judged = own(features, feature);
  const kept: Record<string, unknown> = {};
  for (const { feature: name } of findNodes(Object.values(Object(own(judged, 'rules')) as object)))
    if (typeof name === 'string' && own(features, name) !== undefined) setOwn(kept, name, {});
  setOwn(kept, feature, judged);
  const at = `/features${toPointer(feature)}`;
  return findMistakes({ ...config, features: kept }).filter(({ pointer }) => isInside(pointer, at));
}

/** Puts the mistakes of one feature in the place of those that it had. */
export function replaceMistakes(all: readonly Mistake[], feature: string, found: readonly Mistake[]): Mistake[] {
  const at = `/features${toPointer(feature)}`;
  const first = all.findIndex(({ pointer }) => isInside(pointer, at));
  const others = all.filter(({ pointer }) => !isInside(pointer, at));
  const place = first < 0 ? others.length : first;
  return [...others.slice(0, place), ...found, ...others.slice(place)];
}

function isInside(pointer: string, at: string): boolean {
  return pointer === at || pointer.startsWith(`${at}/`);
}
