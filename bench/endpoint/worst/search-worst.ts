import { createRandom, type Random } from '../../rules/workload/random.js';
import type { Fill, Plan } from './request-plan.js';
import { EVERY_PLACE, listSeeds, ROUTES, shareOf, UNITS } from './seeds.js';

/** A plan and how long its request took. */
export interface Found {
  readonly plan: Plan;
  /** The shortest of several tries. */
  readonly ms: number;
}

/**
 * Gives the shortest time of so many tries, in milliseconds.
 *
 * @param floor - A try that takes no longer ends the measurement.
 */
export type Measure = (plan: Plan, tries: number, floor: number) => Promise<number>;

/** How long and from where the search goes. */
export interface SearchOptions {
  readonly seed: number;
  /** One in so many of the first plans is measured. */
  readonly oneIn: number;
  /** Time of the search; the first plans take at most half of it. */
  readonly seconds: number;
  /** Routes of the plans. Default: all. */
  readonly routes?: readonly string[];
}

/** Plans that are mutated on: the slowest of each kind and route. */
const MAX_PARENTS = 40;
const ALL_UNITS = Object.values(UNITS).flat();
/** Tries of a plan before it counts as slow. */
const TRIES = 12;

/**
 * Looks for the slowest requests: measures plans of one kind of text each, then changes the slowest ones and keeps a change that is slower. A
 * machine that is busy only makes single tries longer, so the shortest of several counts.
 *
 * @returns The slowest of each kind and route, the slowest one first.
 */
export async function searchWorst(
  measure: Measure,
  { seed, oneIn, seconds, routes = ROUTES }: SearchOptions,
): Promise<Found[]> {
  const begun = performance.now();
  const isOver = (share: number): boolean => performance.now() - begun > seconds * 1000 * share;
  const random = createRandom(seed);
  const slowest = new Map<string, Found>();
  const keyOf = ({ route, kind }: Plan): string => `${route} ${kind}`;
  const take = async (plan: Plan): Promise<void> => {
    const known = slowest.get(keyOf(plan))?.ms ?? 0;
    const ms = await measure(plan, TRIES, known);
    if (ms > known) slowest.set(keyOf(plan), { plan, ms });
  };
  const seeds = listSeeds().filter(({ route }) => routes.includes(route));
  for (const plan of random.shuffle(seeds).filter((_, index) => index % oneIn === 0)) {
    if (isOver(0.5)) break;
    await take(plan);
  }
  while (!isOver(1)) {
    const parents = sortFound(slowest).slice(0, MAX_PARENTS);
    // The slower ones more often.
    const { plan } = parents[Math.min(random.below(parents.length), random.below(parents.length))]!;
    await take(mutate(plan, random.pick(parents).plan, random, routes));
  }
  return sortFound(slowest);
}

function sortFound(found: ReadonlyMap<string, Found>): Found[] {
  return [...found.values()].sort((a, b) => b.ms - a.ms);
}

/** Changes one thing about a plan. */
function mutate(plan: Plan, other: Plan, random: Random, routes: readonly string[]): Plan {
  const at = random.below(plan.fills.length);
  const change = (changes: Partial<Fill>): Plan => ({
    ...plan,
    fills: plan.fills.map((fill, index) => (index === at ? { ...fill, ...changes } : fill)),
  });
  const fill = plan.fills[at]!;
  const place = random.pick(EVERY_PLACE);
  const unit = random.pick(ALL_UNITS);
  const ways: readonly (() => Plan)[] = [
    () => change({ unit }),
    () => change({ unit: fill.unit + unit }),
    () => change({ unit: fill.unit.slice(1) || unit }),
    () => change({ start: unit }),
    () => change({ end: unit }),
    () => change({ share: Math.min(1, fill.share * (0.5 + random.below(100) / 66)) }),
    () => change({ place, share: shareOf(place) }),
    () => ({ ...plan, fills: [...plan.fills, { place, unit, start: '', end: '', share: random.below(50) / 100 }] }),
    () => ({ ...plan, fills: [...plan.fills, random.pick(other.fills)] }),
    () =>
      plan.fills.length > 1 ? { ...plan, fills: plan.fills.filter((_, index) => index !== at) } : change({ unit }),
    () => ({ ...plan, namesFeatures: !plan.namesFeatures }),
    () => ({ ...plan, isSigned: !plan.isSigned }),
    () => (plan.method === 'POST' ? { ...plan, route: random.pick(routes) } : change({ unit })),
  ];
  return random.pick(ways)();
}
