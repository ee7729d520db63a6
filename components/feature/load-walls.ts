import type { Presentation } from '../../src/model/feature-host.js';
import type { Prepared, Shown } from './shown.js';

/**
 * Loads the file that shows an outcome, and what it needs besides: the walls, or what opens the content of a place. After a
 * failure the next call asks again. Features show their outcomes in the order in which they were decided, and from the second
 * time on at once: an engine keeps a module that has arrived.
 *
 * @param place - The element whose content is sealed or withheld, where its reader has access.
 * @param before - The outcome that is shown until then.
 * @returns The outcome to show, or the reason why it cannot be shown. Never rejects.
 */
export async function loadWalls(
  presentation?: Presentation,
  place?: HTMLElement | false,
  before?: Shown | null,
): Promise<Prepared | Error> {
  try {
    return place
      ? await (await import('./open-sealed.js')).prepare(presentation!, place, before)
      : await (await import('./show-walls.js')).prepare(presentation);
  } catch (error) {
    return error as Error;
  }
}
