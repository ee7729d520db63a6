import type { FeatureView } from '../../model/feature-host.js';
import { toItem } from '../../usage/to-item.js';
import { SAME_STORY_MS } from './limits.js';
import type { PageView } from './to-usage.js';

/** Stands for an article that has no address yet: it is decided, and not counted. */
export const UNCOUNTED = '\0';

/** The functions by which items are found. */
export interface PageItemsPorts {
  /** Path of the page's address. */
  readonly readPath: () => string;
  /** The page's canonical address; `null` where it has none, or where the config names articles by path. */
  readonly readCanonical: () => string | null;
  /** Identifies the entry of the history: replacing the address keeps it. */
  readonly readEntry: () => unknown;
  /** Whether all of the document's markup is there. */
  readonly isParsed: () => boolean;
}

/** The article of a view that names none. */
interface Followed {
  item: string;
  /** Entry of the history in which it took the item. */
  entry: unknown;
  /** When it took the item, in milliseconds as `performance.now()` counts. */
  since: number;
  /**
   * - `own`: the item is its article. It keeps the item once a trial has granted it.
   * - `late`: another view had the item before, so that it may belong to the next article.
   * - `other`: it belongs to another article than the view that has the item: its address is not known yet.
   */
  kind: 'own' | 'late' | 'other';
  /** It has followed a navigation, so it may be on its way out of the page. */
  isLeft: boolean;
}

/**
 * Finds the article that each view of a page belongs to. A view can name it. Otherwise it is the canonical address of the
 * page, else its path: stories that follow each other on one page take the address at which they are read, and keep it once
 * a trial has granted them.
 */
export class PageItems {
  readonly #ports: PageItemsPorts;
  readonly #page: PageView;
  readonly #followed = new Map<FeatureView, Followed>();
  /** The articles of views that name theirs. */
  readonly #named = new Map<FeatureView, string>();

  /** @param page - Remembers at which path the canonical address was read first. */
  constructor(ports: PageItemsPorts, page: PageView) {
    this.#ports = ports;
    this.#page = page;
  }

  /**
   * The article that the page's address names. A canonical address that stays when the path changes, as scripts do not keep it,
   * and one of the front page on every page say nothing of the article.
   */
  ofPage(): string {
    const path = this.#ports.readPath();
    const canonical = this.#ports.readCanonical();
    if (canonical !== this.#page.canonical?.address) this.#page.canonical = { address: canonical, path };
    if (canonical === null || this.#page.canonical.path !== path) return toItem(path);
    const item = toItem(canonical);
    return item === '/' ? toItem(path) : item;
  }

  /** The article of a view. */
  of(view: FeatureView): string {
    const name = nameOf(view);
    if (name) {
      const named = toItem(name);
      this.#named.set(view, named);
      return named;
    }
    this.#named.delete(view);
    const item = this.ofPage();
    const followed = this.#follow(view, item);
    return followed.kind === 'other' ? UNCOUNTED : followed.item;
  }

  /** Whether a view of the page belongs to an article and keeps it. */
  holds(item: string): boolean {
    for (const [view, named] of this.#named) {
      if (!nodeOf(view).isConnected) this.#named.delete(view);
      else if (named === item) return true;
    }
    return [...this.#followed].some(([view, followed]) => followed.item === item && this.#keeps(view, followed));
  }

  #follow(view: FeatureView, item: string): Followed {
    const before = this.#followed.get(view);
    const entry = this.#ports.readEntry();
    if (before && before.item !== item && this.#keeps(view, before)) return before;
    if (before?.item === item) {
      // The view that had the item before may have left the page.
      if (before.kind !== 'own') before.kind = this.#kindOf(view, before);
      return before;
    }
    this.#forgetDisconnected();
    const now: Followed = {
      item,
      entry,
      since: performance.now(),
      kind: 'own',
      isLeft:
        before !== undefined && before.entry !== entry && !this.#others(view).some((other) => this.#keeps(...other)),
    };
    now.kind = this.#kindOf(view, now);
    this.#followed.set(view, now);
    return now;
  }

  /** A view keeps what a trial has granted: where the address was only replaced, and where other stories are on the page. */
  #keeps(view: FeatureView, { kind, item, entry }: Followed): boolean {
    if (kind !== 'own' || !isGranted(view)) return false;
    if (entry === this.#ports.readEntry()) return true;
    return this.#others(view).some(
      ([other, followed]) => other.feature === view.feature && (followed.item !== item || followed.kind !== 'own'),
    );
  }

  #kindOf(view: FeatureView, { item, since }: Followed): Followed['kind'] {
    if (!this.#ports.isParsed()) return 'own';
    const [first] = this.#others(view).find(
      ([, other]) =>
        other.item === item && other.kind === 'own' && !other.isLeft && other.since < since - SAME_STORY_MS,
    ) ?? [null];
    if (!first) return 'own';
    const [story, storyOfFirst] = [storyOf(view), storyOf(first)];
    if (!story || !storyOfFirst) return 'late';
    return story === storyOfFirst || story.contains(storyOfFirst) || storyOfFirst.contains(story) ? 'own' : 'other';
  }

  #others(view: FeatureView): (readonly [FeatureView, Followed])[] {
    return [...this.#followed].filter(([other]) => other !== view && nodeOf(other).isConnected);
  }

  #forgetDisconnected(): void {
    for (const view of this.#followed.keys()) if (!nodeOf(view).isConnected) this.#followed.delete(view);
  }
}

function nodeOf(view: FeatureView): Node {
  return view.anchor ?? (view as unknown as Node);
}

function elementOf(view: FeatureView): Element | null {
  const node = nodeOf(view);
  return node instanceof Element ? node : node.parentElement;
}

/** The article that the page names: by the attribute of the element, or by one around it. */
function nameOf(view: FeatureView): string | null {
  const element = elementOf(view);
  if (!element) return null;
  // Members of a form can be named by its fields.
  const named = Element.prototype.closest.call(element, '[data-zephr-item]');
  const own = view.anchor ? null : Element.prototype.getAttribute.call(element, 'item');
  return own?.trim() || (named && Element.prototype.getAttribute.call(named, 'data-zephr-item'))?.trim() || null;
}

/** The part of the page that holds a story, where the markup has one. */
function storyOf(view: FeatureView): Element | null {
  const element = elementOf(view);
  const find = (name: string): Element | null => element && Element.prototype.closest.call(element, name);
  return find('article') ?? find('section');
}

/** Whether a trial granted what the view shows. */
function isGranted({ decision }: FeatureView): boolean {
  return decision?.trace.some(({ type, exit }) => type === 'trial' && exit !== 'no') ?? false;
}
