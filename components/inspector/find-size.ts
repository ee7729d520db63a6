import { MAX_SIZE_PERCENT, MIN_SIZE_PERCENT, SIZE_STEP_PERCENT } from './limits.js';

/**
 * Finds the size that a key at the edge of the inspector asks for.
 *
 * @param size - The size now, in percent of the viewport.
 * @param isBelow - Whether it is below the page, and else right of it.
 * @returns `null` for a key that asks for none.
 */
export function findSize(key: string, size: number, isBelow: boolean): number | null {
  const [more, less] = isBelow ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
  if (key === 'Home') return MIN_SIZE_PERCENT;
  if (key === 'End') return MAX_SIZE_PERCENT;
  if (key !== more && key !== less) return null;
  const next = size + (key === more ? SIZE_STEP_PERCENT : -SIZE_STEP_PERCENT);
  return Math.min(Math.max(next, MIN_SIZE_PERCENT), MAX_SIZE_PERCENT);
}
