import type { Decision } from '../../src/model/decision.js';
import { needsWalls, type FeatureHost, type FeatureView, type Presentation } from '../../src/model/feature-host.js';
import { ownedBy } from '../session/owned-by.js';
import { OpenedPlace } from './opened-place.js';
import { PlaceContent } from './place-content.js';
import { PlaceRefusal } from './place-fault.js';
import type { Prepared, Shown } from './shown.js';
import { whenParsed } from './when-parsed.js';

/** The contents of the elements of a session. */
class PlaceContents {
  readonly #contents = new WeakMap<HTMLElement, PlaceContent>();
  readonly #reported = new WeakSet<Decision>();

  of(place: HTMLElement & FeatureView, host: FeatureHost): PlaceContent {
    const content = this.#contents.get(place) ?? new PlaceContent(place, host);
    this.#contents.set(place, content);
    return content;
  }

  /** Whether a refusal has not been reported yet. */
  isNews(refused: Decision): boolean {
    const isNews = !this.#reported.has(refused);
    this.#reported.add(refused);
    return isNews;
  }
}

/**
 * Loads the content of an element that is sealed or withheld, and what its outcome needs besides. The same door as that of the
 * walls, so that the core only chooses the file.
 *
 * @param place - An element with `sealed` or `src` whose reader has access.
 * @param before - The outcome that is shown until then.
 * @returns What puts the content into the page; another presentation where a server refuses it.
 * @throws (rejects) `PlaceFault` where it cannot be opened.
 */
export async function prepare(
  presentation: Presentation,
  place: HTMLElement,
  before?: Shown | null,
): Promise<Prepared> {
  const view = place as HTMLElement & FeatureView;
  const host = (place.constructor as unknown as { readonly host: FeatureHost }).host;
  const walls = needsWalls(presentation) ? import('./show-walls.js') : null;
  const contents = ownedBy(host.session, PlaceContents);
  const content = contents.of(view, host);
  content.busy(1);
  try {
    await whenOpened(presentation, view);
    await whenParsed(place);
    const parts = await content.load(presentation, before?.detached ?? []);
    const { showWalls } = (await (await walls)?.prepare(presentation)) ?? {};
    return {
      showWalls: (feature, shown, shownHost, former) =>
        new OpenedPlace(content, parts, shown, shownHost, former, () => showWalls?.(feature, shown, shownHost)),
    };
  } catch (error) {
    if (!(error instanceof PlaceRefusal)) throw error;
    const { decision, by } = error;
    if (contents.isNews(decision)) host.notify('zephr-decision', { ...decision, by });
    return { ...presentation, decision };
  } finally {
    content.busy(-1);
  }
}

/** A page that is being prerendered asks at once, unless the question counts a view of the reader. */
async function whenOpened({ decision }: Presentation, place: HTMLElement & FeatureView): Promise<void> {
  const isPrerendering = Reflect.get(Document.prototype, 'prerendering', document) === true;
  if (!isPrerendering || !Object.keys(decision.trials).length) return;
  // Nobody waits for it yet, so no fallback is shown.
  Object.assign(place, { decision });
  await new Promise((resolve) => {
    EventTarget.prototype.addEventListener.call(document, 'prerenderingchange', resolve, { once: true });
  });
}
