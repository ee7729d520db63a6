import { firstOf, isMatch, isWithin, nextOf, parentOf, previousOf, readAttribute } from './tree.js';
import type { WordCounter } from '../../src/lib/word-counter.js';

/** How much of a feature's content stays. */
export type KeepAmount = { readonly words: number } | { readonly paragraphs: number };

/** The end of the content that is kept. */
export interface Cut {
  readonly parent: Node;
  /** The last child of the parent that is kept; `null` where none is. */
  readonly last: ChildNode | null;
  /** Where `last` is cut; it is a text then. */
  readonly offset?: number;
}

/** The text of a comment that stands for content which was cut. */
export const CUT = 'zephr-cut';

/** Elements without text to read: what they hold is code, a fallback, or belongs to a control. */
const UNREAD =
  'script,style,noscript,template,title,desc,metadata,rp,datalist,select,textarea,button,label,input,audio,video,object,iframe,embed,canvas,svg,img,zephr-registration-wall,zephr-paywall,zephr-custom-block';
/** Elements that readers see though they have no text. */
const SEEN = 'img,svg,math,video,audio[controls],object,iframe,embed,canvas';
/** Elements of a line, though a page may let them float: drop caps. */
const LETTERS = 'span,b,i,em,strong,big,small,font,a,sup,sub,abbr';
/** Elements whose text is no paragraph of a story. */
const BESIDE =
  'a[href],aside,nav,address,figcaption,caption,h1,h2,h3,h4,h5,h6,hgroup,[role=heading],[role=complementary],[role=navigation],[role=note],[rel~=author],[itemprop~=author]';
const BESIDE_CLASS =
  /(?:^|[\s_-])(?:byline|dateline|caption|credits?)(?:$|[\s_-])|(?:^|\s)(?:(?:post|entry|article)-)?(?:author|meta)(?:$|\s)/i;
const READ = /[\p{L}\p{N}]/u;

/** An element that is being read, or the parent of all. */
interface Open {
  readonly node: Node | null;
  readonly isBlock: boolean;
  /** Its own text is visible. */
  readonly isRead: boolean;
  /** Its text belongs to the story. */
  readonly isStory: boolean;
  /** The table row or figure that it belongs to, which counts as one paragraph. */
  readonly group: Element | null;
}

/** Text that is read in one go: over inline elements, up to the next block or the second line break. */
interface Run {
  text: string;
  readonly parts: { readonly node: Text; readonly at: number }[];
  last: ChildNode | null;
  breaks: number;
  isStory: boolean;
  group: Element | null;
}

/**
 * Finds the place at which some content is to be cut. The content is in the page, and nothing of it is changed.
 *
 * @param parent - The parent of the nodes.
 * @param hasRest - Whether it is known that more content follows.
 * @returns The place, or the number of words or paragraphs that are missing: then all of the content would be kept.
 */
export function findCut(
  parent: Node,
  nodes: readonly ChildNode[],
  amount: KeepAmount,
  counter: WordCounter,
  hasRest: boolean,
): Cut | number {
  const finder = new CutFinder(parent, amount, counter, hasRest);
  const found = finder.read(nodes);
  // Where there are not enough paragraphs, figures count as well: a gallery.
  if (typeof found === 'object' || !finder.hasFigures || hasRest) return found;
  const again = new CutFinder(parent, amount, counter, hasRest, true).read(nodes);
  return typeof again === 'object' ? again : found;
}

/** Counts the words or the paragraphs of some content. */
export function measure(parent: Node, nodes: readonly ChildNode[], amount: KeepAmount, counter: WordCounter): number {
  const most = Number.MAX_SAFE_INTEGER;
  const all = 'words' in amount ? { words: most } : { paragraphs: most };
  return most - (new CutFinder(parent, all, counter, false).read(nodes) as number);
}

class CutFinder {
  hasFigures = false;
  readonly #parent: Node;
  readonly #isWords: boolean;
  readonly #counter: WordCounter;
  readonly #countsFigures: boolean;
  readonly #open: Open[];
  #left: number;
  #run = createRun();
  #group: Element | null = null;
  #cut: Cut | null = null;
  /** Whether anything follows the cut. */
  #hasMore: boolean;

  constructor(parent: Node, amount: KeepAmount, counter: WordCounter, hasMore: boolean, countsFigures = false) {
    this.#parent = parent;
    this.#isWords = 'words' in amount;
    this.#left = 'words' in amount ? amount.words : amount.paragraphs;
    this.#counter = counter;
    this.#hasMore = hasMore;
    this.#countsFigures = countsFigures;
    // In a page that is hidden as a whole, what its elements say of themselves is what counts.
    const isRead = !(parent instanceof Element) || getComputedStyle(parent).visibility === 'visible';
    this.#open = [{ node: isRead ? parent : null, isBlock: true, isRead: true, isStory: true, group: null }];
  }

  read(nodes: readonly ChildNode[]): Cut | number {
    for (const node of nodes) {
      this.#walk(node);
      if (this.#isDone) break;
    }
    this.#endRun();
    return this.#cut && this.#hasMore ? this.#cut : this.#left;
  }

  get #isDone(): boolean {
    return this.#cut !== null && this.#hasMore;
  }

  #walk(root: Node): void {
    let node = root;
    while (!this.#isDone) {
      const child = this.#enter(node) ? firstOf(node) : null;
      if (child) {
        node = child;
        continue;
      }
      for (;;) {
        this.#leave(node);
        if (node === root || this.#isDone) return;
        const next = nextOf(node);
        if (next) {
          node = next;
          break;
        }
        node = parentOf(node)!;
      }
    }
  }

  /** @returns Whether to read what is in it. */
  #enter(node: Node): boolean {
    if (node instanceof Text) this.#readText(node);
    // In a copy of a page, content was cut here.
    else if (node instanceof Comment && node.data === CUT) this.#hasMore = true;
    return node instanceof Element && this.#enterElement(node);
  }

  #readText(node: Text): void {
    const { isRead, isStory, group } = this.#open.at(-1)!;
    if (!isRead) return;
    if (!node.data.trim()) {
      this.#run.text += node.data;
      return;
    }
    if (this.#run.breaks > 1) this.#endRun();
    if (this.#cut) {
      if (READ.test(node.data)) this.#follow(node);
      return;
    }
    const run = this.#run;
    run.parts.push({ node, at: run.text.length });
    run.text += node.data;
    run.last = node;
    run.breaks = 0;
    run.isStory ||= isStory;
    run.group ??= group;
  }

  #enterElement(element: Element): boolean {
    if (isMatch(element, 'br')) {
      this.#run.breaks++;
      this.#run.text += '\n';
      return false;
    }
    // Content that another component hands in is not part of this tree, and is kept or hidden as a whole.
    if (element instanceof HTMLSlotElement && element.assignedNodes().length) {
      this.#endRun();
      this.#cut ??= cutBefore(element);
      this.#follow(element);
      return false;
    }
    const { display, visibility, float, contentVisibility } = getComputedStyle(element);
    // A child that no slot takes has no style.
    if (!display || display === 'none' || contentVisibility === 'hidden') return false;
    if (isMatch(element, 'details:not([open]) > :not(summary)')) return false;
    const isBlock = !/^(?:inline|contents|ruby)/.test(display) && (float === 'none' || !isMatch(element, LETTERS));
    if (isBlock) this.#endRun();
    if (isMatch(element, SEEN)) {
      if (this.#cut) this.#follow(element);
      else if (!isBlock && this.#run.last) this.#run.last = element;
    }
    if (isMatch(element, UNREAD)) return false;
    this.#open.push(this.#describe(element, isBlock, visibility === 'visible'));
    return true;
  }

  #describe(element: Element, isBlock: boolean, isVisible: boolean): Open {
    const { isStory, group } = this.#open.at(-1)!;
    const isFigure = isMatch(element, 'figure');
    this.hasFigures ||= isFigure;
    const isCounted = this.#countsFigures && (isFigure || (group !== null && isMatch(group, 'figure')));
    const isBeside = isFigure || isMatch(element, BESIDE) || BESIDE_CLASS.test(readAttribute(element, 'class'));
    return {
      node: element,
      isBlock,
      isRead: (isVisible || this.#open[0]!.node === null) && !isMatch(element, 'details:not([open])'),
      isStory: isStory && (isCounted || !isBeside),
      group: group ?? (isMatch(element, this.#countsFigures ? 'tr,figure' : 'tr') ? element : null),
    };
  }

  #leave(node: Node): void {
    if (this.#open.at(-1)!.node !== node || this.#open.length === 1) return;
    const { isBlock, isStory } = this.#open.pop()!;
    if (isBlock) this.#endRun();
    // A picture without a caption.
    if (this.#countsFigures && isStory && isMatch(node as Element, 'figure')) this.#countGroup(node as Element);
  }

  #endRun(): void {
    const run = this.#run;
    this.#run = createRun();
    if (!run.parts.length || this.#cut) return;
    if (this.#isWords) this.#countWords(run);
    else if (run.isStory && READ.test(run.text)) {
      if (run.group) this.#countGroup(run.group);
      else if (--this.#left === 0) this.#setCut(run.last!);
    }
  }

  #countWords({ text, parts }: Run): void {
    const { words, end } = this.#counter.count(text, this.#left);
    this.#left -= words;
    if (this.#left > 0) return;
    const { node, at } = parts.findLast((part) => part.at < end)!;
    this.#setCut(node, end - at);
    this.#hasMore ||= READ.test(text.slice(end));
  }

  #countGroup(group: Element): void {
    if (this.#cut || group === this.#group) return;
    this.#group = group;
    if (--this.#left === 0) this.#setCut(group);
  }

  /** Cuts behind a node, or in a text; before a place of its own in the content, which is kept as a whole or not. */
  #setCut(last: ChildNode, offset?: number): void {
    let place: Node | null = null;
    for (let node = parentOf(last); node && node !== this.#parent; node = parentOf(node)) {
      if (node instanceof Element && isMatch(node, 'zephr-feature')) place = node;
    }
    if (place) this.#hasMore = true;
    const parent = parentOf(last)!;
    this.#cut = place ? cutBefore(place) : offset === undefined ? { parent, last } : { parent, last, offset };
  }

  /** Something is met behind the cut. */
  #follow(node: Node): void {
    const { last } = this.#cut!;
    if (!last || !isWithin(node, last)) this.#hasMore = true;
  }
}

function cutBefore(node: Node): Cut {
  return { parent: parentOf(node)!, last: previousOf(node) };
}

function createRun(): Run {
  return { text: '', parts: [], last: null, breaks: 0, isStory: false, group: null };
}
