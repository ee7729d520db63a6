/* eslint-disable lit-a11y/click-events-have-key-events -- the tree handles the keys of its lines */
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import type { Row } from '../../src/cards/card.js';
import type { OutlineItem } from '../../src/cards/read-outline.js';
import { kindOf, markOf } from './target-marks.js';
import type { RuleMarks } from './rule-marks.js';

/** Lines of an outline that is rendered as a whole. Of a longer one those in sight are. */
const MAX_WHOLE_LINES = 400;
/** Lines that are rendered of a longer one. */
const LINES_IN_SIGHT = 120;
/** Height of a line of a longer one, in pixels: the style sheet has the same. */
const LINE_HEIGHT = 28;

/** The outline of a rule as a tree: one line for each exit, with one tab stop. */
export class RuleOutline extends LitElement {
  @property({ attribute: false }) items: readonly OutlineItem[] = [];
  /** JSON pointer of the current row. */
  @property({ attribute: false }) current = '';
  @property({ attribute: false }) marks!: RuleMarks;
  @property({ attribute: false }) onChoose: (row: Row) => void = () => {};
  @property({ attribute: false }) onKey: (event: KeyboardEvent) => void = () => {};
  /** The first line that is rendered. */
  @property({ attribute: false }) first = 0;

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!this.#isLong) this.first = 0;
    else if (changed.has('current') || changed.has('items')) {
      const at = this.#at;
      if (at < this.first || at >= this.first + LINES_IN_SIGHT) this.first = Math.max(0, at - LINES_IN_SIGHT / 2);
    }
  }

  override render(): TemplateResult {
    const { items, first } = this;
    const end = this.#isLong ? Math.min(items.length, first + LINES_IN_SIGHT) : items.length;
    const [above, below] = [first * LINE_HEIGHT, (items.length - end) * LINE_HEIGHT];
    const isInSight = this.#at >= first && this.#at < end;
    return html`<div
      class="outline ${this.#isLong ? 'long' : ''}"
      role="tree"
      aria-label="Rule"
      tabindex=${isInSight ? nothing : 0}
      @keydown=${this.onKey}
      @scroll=${this.#onScroll}
    >
      <div role="none" .style=${`padding-block: ${above}px ${below}px`}>
        ${items.slice(first, end).map((item) => this.#renderLine(item))}
      </div>
    </div>`;
  }

  override updated(changed: PropertyValues<this>): void {
    const [tree, line] = [this.querySelector<HTMLElement>('.outline')!, this.#line];
    if (!line || !changed.has('current')) return;
    const [top, bottom] = [line.offsetTop - tree.offsetTop, line.offsetTop - tree.offsetTop + line.offsetHeight];
    if (top < tree.scrollTop) tree.scrollTop = top;
    else if (bottom > tree.scrollTop + tree.clientHeight) tree.scrollTop = bottom - tree.clientHeight;
  }

  /** Gives the current line the focus. */
  async focusCurrent(): Promise<void> {
    await this.updateComplete;
    this.#line?.focus();
  }

  get #isLong(): boolean {
    return this.items.length > MAX_WHOLE_LINES;
  }

  get #at(): number {
    return this.items.findIndex(({ row }) => row.pointer === this.current);
  }

  get #line(): HTMLElement | null {
    return this.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]');
  }

  #renderLine(item: OutlineItem): TemplateResult {
    const { marks } = this;
    const { row, card, isLink, level } = item;
    const isCurrent = row.pointer === this.current;
    const name = item.name + marks.describe(item);
    return html`<div
      role="treeitem"
      aria-level=${level}
      aria-posinset=${item.position}
      aria-setsize=${item.siblings}
      aria-selected=${isCurrent ? 'true' : 'false'}
      aria-label=${name}
      tabindex=${isCurrent ? 0 : -1}
      data-row=${row.pointer}
      class="${kindOf(row)} ${row.isDefault ? 'default' : ''} ${marks.rowClass(row)}"
      .style=${`padding-inline-start: ${8 + Math.min(level - 1, 12) * 20}px`}
      title=${marks.mistakeAt(row)}
      @click=${() => this.onChoose(row)}
    >
      <span class="mark" aria-hidden="true">${card ? (isLink ? '↷' : '◆') : row.isDefault ? '' : markOf(row)}</span>
      <span>${item.name}${card && !isLink ? marks.renderCardNote(card) : nothing} ${marks.renderRowNote(row)}</span>
      ${marks.mistakeAt(row) === '' ? nothing : html`<strong class="wrong" aria-hidden="true">!</strong>`}
    </div>`;
  }

  readonly #onScroll = (event: Event): void => {
    if (!this.#isLong) return;
    const at = Math.floor((event.target as HTMLElement).scrollTop / LINE_HEIGHT);
    const margin = LINES_IN_SIGHT / 4;
    if (at >= this.first + margin / 2 && at <= this.first + LINES_IN_SIGHT - margin * 2) return;
    if (at < margin && this.first === 0) return;
    this.first = Math.max(0, at - margin);
  };
}
