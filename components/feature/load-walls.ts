import type { FeatureSession, Presentation } from '../../src/model/feature-host.js';
import type { prepare, Walls } from './show-walls.js';

interface WallsFile {
  readonly prepare: typeof prepare;
}

/**
 * Loads the walls and what those of an outcome need besides. After a failure the next call asks again.
 *
 * @param session - Keeps the file: features show their walls in the order in which they were decided, and from the second time
 *   on at once.
 * @returns The walls, or the reason why a file did not arrive. Never rejects.
 */
export async function loadWalls(presentation?: Presentation, session?: FeatureSession): Promise<Walls | string> {
  const store = session?.store;
  try {
    const file = (store?.get(loadWalls) as Promise<WallsFile> | undefined) ?? import('./show-walls.js');
    store?.set(loadWalls, file);
    return await (await file).prepare(presentation);
  } catch (error) {
    store?.delete(loadWalls);
    return String(error);
  }
}
