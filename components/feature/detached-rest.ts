import { CUT, type Cut } from '../internal/find-cut.js';
import { firstOf, isWithin, nextOf, parentOf, previousOf } from '../internal/tree.js';
import type { ContentRegion } from '../../src/model/content-region.js';

/** Nodes of one parent that are not part of the page at the moment. */
interface Level {
  readonly parent: Node;
  /** Keeps their place. Whatever rewrites the parent removes it too, and so tells that they are out of date. */
  readonly anchor: Comment;
  readonly nodes: DocumentFragment;
}

/** A node on the way to the cut, with its last child that is kept. */
interface Step {
  readonly parent: Node;
  readonly last: ChildNode | null;
}

/**
 * Content behind a cut, out of the page: the very same nodes, with their listeners and state. One fragment for each parent on
 * the way from the top of the content to the cut. A text that is cut is put aside as a whole, and a shorter one shown in its
 * place.
 */
export class DetachedRest {
  readonly #region: ContentRegion;
  readonly #levels: Level[] = [];
  #path: Step[] = [];
  #text: { readonly whole: Text; readonly shown: Text; readonly data: string } | null = null;

  constructor(region: ContentRegion) {
    this.#region = region;
  }

  get isEmpty(): boolean {
    return this.#levels.every(({ nodes }) => !nodes.firstChild) && !this.#text;
  }

  /** The last node of the top that is kept. */
  get last(): ChildNode | null {
    return this.#path[0]?.last ?? null;
  }

  /** The text that is put aside as a whole. */
  get text(): Text | undefined {
    return this.#text?.whole;
  }

  /** The nodes that are detached, by their parents. */
  get fragments(): readonly DocumentFragment[] {
    return this.#levels.map(({ nodes }) => nodes);
  }

  /** Whether a node keeps the place of others. */
  isOwn(node: Node): boolean {
    return node === this.#text?.shown || this.#levels.some(({ anchor }) => anchor === node);
  }

  /** Detaches what is behind a cut. */
  cut({ parent, last, offset }: Cut): void {
    const top = this.#region.parent();
    let step: Step = { parent, last: offset === undefined ? last : this.#shorten(last as Text, offset) };
    const path = [step];
    while (step.parent !== top) {
      step = { parent: parentOf(step.parent)!, last: step.parent as ChildNode };
      path.unshift(step);
    }
    this.#path = path;
    this.collect();
    // An earlier cut may be inside of the nodes that have been detached now.
    for (const level of [...this.#levels]) {
      if (top && isWithin(level.anchor, top)) continue;
      this.#levels.splice(this.#levels.indexOf(level), 1);
      level.anchor.replaceWith(level.nodes);
    }
  }

  /** Detaches what has come behind the cut since. */
  collect(): void {
    for (const { parent, last } of this.#path) {
      if (!last || parentOf(last) === parent) this.#detach(parent, last);
    }
  }

  /** Shows the text that was cut as a whole, so that it can be counted again. */
  joinText(): void {
    if (this.#text && parentOf(this.#text.shown)) this.#text.shown.replaceWith(this.#text.whole);
    this.#text = null;
  }

  /** Attaches everything. */
  attach(): void {
    this.joinText();
    for (const { anchor, nodes } of this.#levels.splice(0).reverse()) {
      if (parentOf(anchor)) anchor.replaceWith(nodes);
    }
    this.#path = [];
  }

  /**
   * Drops what the page has replaced: whatever writes a parent again removes the comment in it.
   *
   * @returns Whether the page has changed what was cut.
   */
  dropReplaced(records: readonly MutationRecord[]): boolean {
    const top = this.#region.parent()!;
    let isChanged = false;
    for (const level of [...this.#levels]) {
      const { parent, anchor } = level;
      const isThere = isWithin(parent, top);
      if (isThere && parentOf(anchor) === parent && anchor.data === CUT) continue;
      if (isThere && !isChanged && isAlone(anchor, parent, records)) this.#putBack(level);
      else {
        isChanged = true;
        this.#levels.splice(this.#levels.indexOf(level), 1);
        if (anchor.data === CUT) anchor.remove();
      }
    }
    if (!this.#text) return isChanged;
    const { shown, whole, data } = this.#text;
    const isShown = isWithin(shown, top);
    if (isShown && shown.data === data) return isChanged || records.some(({ target }) => target === whole);
    this.#text = null;
    return true;
  }

  #shorten(whole: Text, offset: number): Text {
    const shown = new Text(`${whole.data.slice(0, offset)} …`);
    whole.replaceWith(shown);
    this.#text = { whole, shown, data: shown.data };
    // A copy of the page tells by it that there was more, though nothing but this text may be cut.
    const parent = parentOf(shown)!;
    if (!this.#levelOf(parent)) this.#addLevel(parent, nextOf(shown));
    return shown;
  }

  #detach(parent: Node, last: ChildNode | null): void {
    const { start, end, isContent, parent: top } = this.#region;
    const isTop = parent === top();
    const stop = isTop ? end() : null;
    let level = this.#levelOf(parent);
    const first = last ?? (isTop ? start() : null);
    let isPast = false;
    const before: ChildNode[] = [];
    const after: ChildNode[] = [];
    for (let node = first ? nextOf(first) : firstOf(parent); node && node !== stop; node = nextOf(node)) {
      if (node === level?.anchor) isPast = true;
      else if (!isTop || isContent(node)) (isPast ? after : before).push(node);
    }
    if (!before.length && !after.length) return;
    level ??= this.#addLevel(parent, before[0]!);
    if (before.length) {
      const { anchor, nodes } = level;
      if (anchor !== previousOf(before[0]!)) parent.insertBefore(anchor, before[0]!);
      const rest = firstOf(nodes);
      for (const node of before) nodes.insertBefore(node, rest);
    }
    for (const node of after) level.nodes.append(node);
  }

  #levelOf(parent: Node): Level | undefined {
    return this.#levels.find((level) => level.parent === parent && parentOf(level.anchor) === parent);
  }

  #addLevel(parent: Node, before: ChildNode | null): Level {
    const level = { parent, anchor: new Comment(CUT), nodes: document.createDocumentFragment() };
    level.nodes.addEventListener('play', silence, true);
    parent.insertBefore(level.anchor, before);
    this.#levels.push(level);
    return level;
  }

  #putBack({ parent, anchor }: Level): void {
    const step = this.#path.find((each) => each.parent === parent);
    const isTop = parent === this.#region.parent();
    const first = step?.last && parentOf(step.last) === parent ? step.last : isTop ? this.#region.start() : null;
    parent.insertBefore(anchor, first ? nextOf(first) : firstOf(parent));
  }
}

/** Pauses what begins to play. */
export function silence({ target }: Event): void {
  if (target instanceof HTMLMediaElement) target.pause();
}

/** Whether nothing but a comment was taken from a parent, as tools do that remove comments. */
function isAlone(anchor: Comment, parent: Node, records: readonly MutationRecord[]): boolean {
  return records.every(
    ({ target, addedNodes, removedNodes }) =>
      target !== parent || ![...addedNodes, ...removedNodes].some((node) => node !== anchor),
  );
}
