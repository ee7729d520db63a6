import type { Config } from '../../model/config.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { toPointer } from '../../lib/to-pointer.js';
import { MAX_COUNTED_ID_CHARACTERS } from '../limits.js';

/** Everything that counts may be of: what the config declares. */
export interface Dimensions {
  /** The outcomes, and the exits by id of the node, by id of the feature. */
  readonly features: ReadonlyMap<string, Places>;
  /** Those that each feature may have: of sub rules and shared outcomes. */
  readonly shared: Places;
  /** The groups by id of the split test. */
  readonly tests: ReadonlyMap<string, ReadonlySet<string>>;
  /** Words of conversions. */
  readonly conversions: ReadonlySet<string>;
}

/** The ids in a part of a config. */
export interface Places {
  readonly outcomes: Set<string>;
  readonly exits: Map<string, Set<string>>;
}

/** Outcomes that no config writes: the whole content, and a fault without a fallback. */
const BUILT_IN_OUTCOMES = ['show', 'fault'];
/** Exits that every node may have. `outcome` is that of a sub rule which ends without an exit. */
const COMMON_EXITS = ['yes', 'no', 'unknown', 'outcome'];
const READER_CONVERSIONS = ['REGISTERED', 'CUSTOMER'];

/** Reads the dimensions of a checked config. */
export function readDimensions(config: Config): Dimensions {
  const { outcomes = {}, subRules = {}, splitTests = {}, analytics, features } = config;
  const tests = new Map(
    Object.entries(splitTests).map(([id, { groups }]) => [id, new Set(groups.map((one) => one.id))]),
  );
  const shared: Places = { outcomes: new Set(BUILT_IN_OUTCOMES), exits: new Map() };
  for (const [id, outcome] of Object.entries(outcomes)) shared.outcomes.add(outcome.id ?? id);
  collect(subRules, '/subRules', shared, config, tests);
  const places = Object.entries(features).map(([id, { rules, fallback }]): [string, Places] => {
    const ofFeature: Places = { outcomes: new Set(), exits: new Map() };
    collect({ rules, fallback }, `/features${toPointer(id)}`, ofFeature, config, tests);
    return [id, ofFeature];
  });
  const words = own(analytics, 'conversions');
  return {
    features: new Map(places),
    shared,
    tests,
    conversions: new Set([...READER_CONVERSIONS, ...(Array.isArray(words) ? words.map(String) : [])]),
  };
}

/**
 * Collects the ids below a JSON pointer. The same object may be at several places, and has an id at each. Places that are nested
 * so deeply that their pointers are longer than `MAX_COUNTED_ID_CHARACTERS` have no counts of their own.
 */
function collect(
  value: unknown,
  pointer: string,
  places: Places,
  config: Config,
  tests: Dimensions['tests'],
  name?: string,
): void {
  if (!isRecord(value) || pointer.length > MAX_COUNTED_ID_CHARACTERS) return;
  if (own(value, 'content') !== undefined) places.outcomes.add(String(own(value, 'id') ?? pointer));
  if (own(value, 'type') !== undefined) {
    const id = name ?? pointer;
    const known = places.exits.get(id) ?? new Set(COMMON_EXITS);
    places.exits.set(id, known);
    const rule = own(config.subRules, own(value, 'rule'));
    const inner = own(rule, 'exits');
    for (const exit of [
      ...Object.keys(Object(own(value, 'exits')) as object),
      ...Object.keys(Object(own(value, 'remaining')) as object),
      ...(tests.get(String(own(value, 'test'))) ?? []),
      ...(Array.isArray(inner) ? inner.map(String) : []),
    ])
      known.add(exit);
  }
  for (const [key, member] of Object.entries(value)) {
    const at = pointer + toPointer(key);
    if (key === 'nodes' && isRecord(member))
      for (const [id, node] of Object.entries(member)) collect(node, at + toPointer(id), places, config, tests, id);
    else collect(member, at, places, config, tests);
  }
}
