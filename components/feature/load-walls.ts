import type { FeatureSession, Presentation } from '../../src/model/feature-host.js';
import type { prepare } from './show-walls.js';
import type { Prepared, Shown } from './shown.js';

interface WallsFile {
  readonly prepare: typeof prepare;
}

/**
 * Loads the file that shows an outcome, and what it needs besides: the walls, or what opens the content of a place. After a
 * failure the next call asks again.
 *
 * @param session - Keeps the walls: features show them in the order in which they were decided, and from the second time on at
 *   once. An engine takes a task for a module that it has already.
 * @param place - The element whose content is sealed or withheld, where its reader has access.
 * @param before - The outcome that is shown until then.
 * @returns The outcome to show, or the reason why it cannot be shown. Never rejects.
 */
export async function loadWalls(
  presentation?: Presentation,
  session?: FeatureSession,
  place?: HTMLElement | false,
  before?: Shown | null,
): Promise<Prepared | Error> {
  const store = session?.store;
  try {
    if (place) return await (await import('./open-sealed.js')).prepare(presentation!, place, before);
    const file = (store?.get(loadWalls) as Promise<WallsFile> | undefined) ?? import('./show-walls.js');
    store?.set(loadWalls, file);
    return await (await file).prepare(presentation);
  } catch (error) {
    store?.delete(loadWalls);
    return error as Error;
  }
}
