import { isRecord } from '../../lib/is-record.js';
import type { SeenWall } from './watch-conversions.js';

const KEY = 'zephr-walls';
/** Most walls that are kept, the latest. */
const MOST = 20;

/**
 * Reads which walls the reader was shown in earlier page views of this tab: registering and paying mostly take him to other
 * pages and back.
 */
export function recallWalls(): readonly SeenWall[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(found) ? found.filter(isWall) : [];
  } catch {
    return [];
  }
}

/** Keeps a wall for the next page views of this tab. */
export function rememberWall({ feature, userState, outcomeId, outcomeLabel }: SeenWall): void {
  const others = recallWalls().filter((wall) => wall.feature !== feature);
  store([...others, { feature, userState, outcomeId, outcomeLabel }].slice(-MOST));
}

/** Forgets the wall of a feature: its conversion was told. */
export function forgetWall(feature: unknown): void {
  store(recallWalls().filter((wall) => wall.feature !== feature));
}

function store(walls: readonly SeenWall[]): void {
  try {
    if (walls.length) sessionStorage.setItem(KEY, JSON.stringify(walls));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Blocked or full: then only conversions within a page view are found.
  }
}

function isWall(value: unknown): value is SeenWall {
  return (
    isRecord(value) &&
    ['feature', 'userState', 'outcomeId', 'outcomeLabel'].every((name) => typeof value[name] === 'string')
  );
}
