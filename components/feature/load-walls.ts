import type { Presentation } from '../../src/model/feature-host.js';
import type { prepare, showWalls } from './show-walls.js';

/** What the chunk with the walls brings. */
export interface Walls {
  readonly showWalls: typeof showWalls;
}

let walls: Promise<{ readonly prepare: typeof prepare }> | null = null;

/**
 * Loads the walls, once, and what those of an outcome need besides. A failure is not kept: the next call asks again.
 *
 * @returns What went wrong, where something did not arrive. Never rejects.
 */
export async function loadWalls(presentation?: Presentation): Promise<Walls | string> {
  try {
    return await (await (walls ??= import('./show-walls.js'))).prepare(presentation);
  } catch (error) {
    walls = null;
    return String(error);
  }
}
