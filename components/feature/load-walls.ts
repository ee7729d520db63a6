import type { showWalls } from './show-walls.js';

/** What the chunk with the walls brings. */
export interface Walls {
  readonly showWalls: typeof showWalls;
}

let walls: Promise<Walls> | null = null;

/** Loads the walls, once. A failure is not kept: the next call asks again. */
export function loadWalls(): Promise<Walls> {
  return (walls ??= import('./show-walls.js').catch((error: unknown) => {
    walls = null;
    throw error;
  }));
}
