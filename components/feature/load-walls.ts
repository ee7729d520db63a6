import type { showWalls } from './show-walls.js';

/** What the chunk with the walls brings. */
export interface Walls {
  readonly showWalls: typeof showWalls;
}

let walls: Promise<Walls | string> | null = null;

/**
 * Loads the walls, once. A failure is not kept: the next call asks again.
 *
 * @returns What went wrong, where they did not arrive. Never rejects.
 */
export function loadWalls(): Promise<Walls | string> {
  return (walls ??= import('./show-walls.js')
    .then(({ ready }) => ready)
    .catch((error: unknown) => {
      walls = null;
      return String(error);
    }));
}
