import { findCut, measure, type Cut, type KeepAmount } from '../internal/find-cut.js';
import { isWithin, parentOf } from '../internal/tree.js';
import { WordCounter } from '../../src/lib/word-counter.js';
import type { ContentRegion } from '../../src/model/content-region.js';
import { DetachedRest } from './detached-rest.js';
import { HiddenRest } from './hidden-rest.js';
import type { ReportLimit } from './report-limit.js';
import { MAX_CONTENT_CHANGES, MAX_RESTORED_CUTS, CONTENT_PAUSE_MS } from './limits.js';

/** How much of some content a reader may see. */
export interface GateRule {
  /** `null` for nothing. */
  readonly amount: KeepAmount | null;
  /** Whether the content is shown where there is no more than that. */
  readonly otherwise: 'hide' | 'show';
  /** BCP 47 tag, for the rules that separate words. */
  readonly language: string;
}

/** The part of the content that is shown: its beginning, all of it, or nothing. */
export type Kept = 'cut' | 'whole' | 'none';

/** Takes the part of the content that is shown. */
export type OnKept = (kept: Kept) => void;

/**
 * The gated content of a feature while walls are shown. The beginning that a reader may see stays where it is, the very same nodes; the
 * rest leaves the page, or is hidden where a framework owns it. Changes that the page makes meanwhile are judged one by one:
 * content that comes behind the cut is put aside without counting again, and content that is written again replaces what was put aside.
 */
export class GatedContent {
  readonly #region: ContentRegion;
  readonly #tell: ReportLimit;
  readonly #rest: DetachedRest;
  readonly #hidden: HiddenRest;
  readonly #observer = new MutationObserver((records) => this.#onChange(records));
  #rule: GateRule = { amount: null, otherwise: 'hide', language: '' };
  #counter = new WordCounter('');
  #onKept: OnKept = () => undefined;
  #kept: Kept = 'whole';
  /** Words or paragraphs that are missing for a cut; `null` where there is one. */
  #missing: number | null = null;
  /** The outcomes that follow each other and hold the content. */
  #holders = 0;
  #restoredCuts = 0;
  #changes = 0;
  #changesSince = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param tell - Reports a limit of work that the page has reached. */
  constructor(region: ContentRegion, tell: ReportLimit) {
    this.#region = region;
    this.#tell = tell;
    this.#rest = new DetachedRest(region);
    this.#hidden = new HiddenRest(region);
  }

  /** The content that is not part of the page meanwhile. */
  get detached(): readonly DocumentFragment[] {
    return this.#rest.fragments;
  }

  /** Shows no more of the content than a rule allows, until it is released. */
  hold(rule: GateRule, onKept: OnKept): void {
    const isSame = this.#holders++ > 0 && JSON.stringify(rule) === JSON.stringify(this.#rule);
    this.#onKept = onKept;
    if (isSame) return onKept(this.#kept);
    this.#rule = rule;
    this.#counter = new WordCounter(rule.language);
    this.#region.reveal?.();
    this.#catchUp();
    this.#gate();
  }

  /** Attaches the content as it was, listeners and state included, once no other outcome holds it. */
  release(): void {
    if (--this.#holders) return;
    this.#catchUp();
    clearTimeout(this.#timer);
    this.#observer.disconnect();
    this.#rest.attach();
    this.#hidden.undo();
    this.#region.fade?.(null);
    this.#region.conceal?.();
  }

  get #nodes(): ChildNode[] {
    return this.#region.nodes().filter((node) => !(node instanceof Comment && this.#rest.isOwn(node)));
  }

  /** Cuts all of the content again. */
  #gate(): void {
    this.#rest.attach();
    this.#hidden.undo();
    const parent = this.#region.parent();
    if (!parent) return;
    const found = this.#find(parent, false);
    // Content that is sealed or withheld follows, so all of the clear part is kept and ends in a cut.
    const end = this.#rule.amount ? this.#region.lastInClear?.() : undefined;
    if (typeof found === 'object') this.#cut(found, 'cut');
    else if (end) this.#cut({ parent, last: end }, 'cut');
    else if (this.#rule.amount && this.#rule.otherwise === 'show') this.#show('whole');
    else this.#cut({ parent, last: null }, 'none');
    this.#missing = typeof found === 'number' && !end ? found : null;
    this.#watch();
  }

  #find(parent: Node, hasRest: boolean): Cut | number {
    const { amount } = this.#rule;
    if (!amount) return 0;
    // Styles are known of what is shown.
    this.#onKept('whole');
    return findCut(parent, this.#nodes, amount, this.#counter, hasRest || Boolean(this.#region.lastInClear?.()));
  }

  #cut(cut: Cut, kept: Kept): void {
    if (!this.#region.isOwned) this.#rest.cut(cut);
    else if (kept === 'cut') this.#hidden.cut(cut);
    else {
      this.#hidden.holdFields(this.#nodes);
      this.#region.hide?.();
    }
    this.#show(kept);
  }

  #show(kept: Kept): void {
    this.#kept = kept;
    this.#onKept(kept);
    this.#region.fade?.(kept === 'cut' ? this.#rest.last : null);
  }

  /** Observes what is kept; what is put aside may change as it likes. */
  #watch(): void {
    this.#observer.disconnect();
    const parent = this.#region.parent();
    if (!parent) return;
    const isDeep = this.#region.isOwned || this.#kept === 'whole';
    this.#observer.observe(parent, { childList: true, characterData: isDeep, subtree: isDeep });
    const kept = isDeep || this.#kept === 'none' ? [] : this.#nodes;
    for (const node of [...kept, this.#rest.text]) {
      if (node) this.#observer.observe(node, { childList: true, characterData: true, subtree: true });
    }
  }

  #catchUp(): void {
    const records = this.#observer.takeRecords();
    if (records.length) this.#onChange(records);
  }

  #onChange(records: readonly MutationRecord[]): void {
    const parent = this.#region.parent();
    if (!this.#holders || !parent || this.#isRestless()) return;
    if (this.#region.isOwned) this.#onOwnedChange(parent, records);
    else this.#onOwnChange(parent, records);
    // The changes that this has made.
    this.#observer.takeRecords();
  }

  #onOwnedChange(parent: Node, records: readonly MutationRecord[]): void {
    if (records.some((record) => this.#isOfPage(record, parent))) this.#gate();
  }

  #onOwnChange(parent: Node, records: readonly MutationRecord[]): void {
    const isReplaced = this.#rest.dropReplaced(records);
    if (isReplaced && this.#missing !== null && this.#rule.amount) this.#gate();
    else if (this.#missing !== null) this.#add(parent, records);
    else {
      this.#rest.collect();
      if (isReplaced || records.some((record) => this.#isOfPage(record, parent))) this.#cutAgain(parent);
    }
  }

  /** Content was added where there is not enough of it for a cut. */
  #add(parent: Node, records: readonly MutationRecord[]): void {
    const { amount } = this.#rule;
    const isWhole = this.#kept === 'whole';
    if (amount) {
      const added = new Set(records.flatMap(({ addedNodes }) => [...addedNodes] as ChildNode[]));
      const nodes = this.#nodes.filter((node) => !isWhole || added.has(node));
      this.#missing! -= measure(parent, nodes, amount, this.#counter);
      const isEdited = isWhole && records.some((record) => record.target !== parent);
      if ((this.#missing! < 0 || isEdited) && this.#mayRestore()) return this.#gate();
    }
    if (!isWhole) this.#rest.collect();
  }

  /** The kept beginning has changed: it is counted again, and the rest only if that is not enough. */
  #cutAgain(parent: Node): void {
    this.#rest.joinText();
    const found = this.#find(parent, !this.#rest.isEmpty);
    if (typeof found === 'object') this.#cut(found, 'cut');
    else if (this.#rest.isEmpty || this.#mayRestore()) return this.#gate();
    else this.#cut({ parent, last: this.#nodes.at(-1) ?? null }, 'cut');
    this.#watch();
  }

  #mayRestore(): boolean {
    const may = this.#restoredCuts++ < MAX_RESTORED_CUTS;
    if (!may)
      this.#tell(
        'MAX_RESTORED_CUTS',
        `the kept content has changed ${MAX_RESTORED_CUTS} times, and is not counted again`,
      );
    return may;
  }

  /** Whether the page has changed what is kept. */
  #isOfPage({ type, target, addedNodes, removedNodes }: MutationRecord, parent: Node): boolean {
    if (!isWithin(target, parent)) return false;
    if (type === 'characterData') return true;
    const isContent = (node: Node): boolean =>
      !this.#rest.isOwn(node) && (target !== parent || this.#region.isContent(node as ChildNode));
    return (
      [...removedNodes].some(isContent) ||
      [...addedNodes].some((node) => parentOf(node) && isWithin(node, parent) && isContent(node))
    );
  }

  /** A page that changes its content without end, or whenever the SDK does, is left alone for a while; nothing is seen then. */
  #isRestless(): boolean {
    const now = performance.now();
    if (now - this.#changesSince > CONTENT_PAUSE_MS) [this.#changesSince, this.#changes] = [now, 0];
    if (++this.#changes <= MAX_CONTENT_CHANGES) return false;
    this.#tell(
      'MAX_CONTENT_CHANGES',
      `the page changes its content over ${MAX_CONTENT_CHANGES} times a second; it is hidden meanwhile`,
    );
    this.#observer.disconnect();
    this.#show('none');
    this.#region.conceal?.();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#region.reveal?.();
      this.#gate();
    }, CONTENT_PAUSE_MS);
    return true;
  }
}
