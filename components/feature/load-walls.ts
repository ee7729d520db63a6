import type { FeatureSession, Presentation } from '../../src/model/feature-host.js';
import type { prepare, Walls } from './show-walls.js';

interface WallsFile {
  readonly prepare: typeof prepare;
}

/**
 * Loads the walls and what those of an outcome need besides. After a failure the next call asks again.
 *
 * @param session - Keeps the file, so that walls are there at once from the second time on.
 * @returns The walls, or the reason why a file did not arrive. Never rejects.
 */
export async function loadWalls(presentation?: Presentation, session?: FeatureSession): Promise<Walls | string> {
  try {
    const file = (session?.store.get(loadWalls) as WallsFile | undefined) ?? (await import('./show-walls.js'));
    session?.store.set(loadWalls, file);
    return await file.prepare(presentation);
  } catch (error) {
    return String(error);
  }
}
