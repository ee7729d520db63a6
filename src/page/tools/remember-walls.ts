import { isRecord } from '../../lib/is-record.js';
import { WALLS_KEY } from '../storage-keys.js';
import { MAX_REMEMBERED_WALLS } from './limits.js';
import type { SeenWall } from './watch-conversions.js';

/**
 * Reads the walls of earlier page views of this tab: registering and paying mostly take the reader to other pages and back.
 */
export function recallWalls(): readonly SeenWall[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(WALLS_KEY) ?? '[]');
    return Array.isArray(found) ? found.filter(isWall) : [];
  } catch {
    return [];
  }
}

/** Stores a wall for the next page views of this tab. */
export function rememberWall({ feature, userState, outcomeId, outcomeLabel, splitTests }: SeenWall): void {
  const others = recallWalls().filter((wall) => wall.feature !== feature);
  store([...others, { feature, userState, outcomeId, outcomeLabel, splitTests }].slice(-MAX_REMEMBERED_WALLS));
}

/** Forgets the wall of a feature after its conversion. */
export function forgetWall(feature: unknown): void {
  store(recallWalls().filter((wall) => wall.feature !== feature));
}

/** Forgets all of them. */
export function forgetWalls(): void {
  store([]);
}

function store(walls: readonly SeenWall[]): void {
  try {
    if (walls.length) sessionStorage.setItem(WALLS_KEY, JSON.stringify(walls));
    else sessionStorage.removeItem(WALLS_KEY);
  } catch {
    // Storage is blocked or full: only conversions within a page view are found.
  }
}

function isWall(value: unknown): value is SeenWall {
  return (
    isRecord(value) &&
    ['feature', 'userState', 'outcomeId', 'outcomeLabel'].every((name) => typeof value[name] === 'string')
  );
}
