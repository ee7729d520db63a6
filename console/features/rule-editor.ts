import { html, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import type { Card, Row, RulePlace, RuleView } from '../../src/cards/card.js';
import { Describer } from '../../src/cards/describer.js';
import { listOpenExits } from '../../src/cards/list-open-exits.js';
import type { PlacedCards } from '../../src/cards/place-cards.js';
import { readOutline, type OutlineItem } from '../../src/cards/read-outline.js';
import { pointerOfRule, readRule } from '../../src/cards/read-rule.js';
import { isRefusal, type Focus, type Gesture, type Refusal } from '../../src/gestures/gesture.js';
import { giveRule, takeRule } from '../../src/gestures/give-rule.js';
import { describeMistake } from '../shell/problems.js';
import { StoreElement } from '../shell/screen.js';
import { BranchClipboard } from './branch-clipboard.js';
import { createEditDialog, createNewNodeDialog } from './node-dialog.js';
import { answerKey } from './outline-keys.js';
import { measureCards, renderCards } from './render-cards.js';
import { renderDialog } from './render-dialog.js';
import { renderOutline } from './render-outline.js';
import { renderPalette } from './render-palette.js';
import { renderTools } from './render-tools.js';
import type { RuleDesk, RuleDialog } from './rule-desk.js';

/** A rule as it was read, with the lines of its outline. */
interface ReadRule {
  readonly config: unknown;
  readonly key: string;
  readonly view: RuleView;
  readonly items: readonly OutlineItem[];
}

/** A rule: its outline, its cards, the palette, and a dialog for each gesture. */
export class RuleEditor extends StoreElement implements RuleDesk {
  @property({ attribute: false }) place!: RulePlace;
  /** JSON pointer of the current row. */
  @property({ attribute: false }) current = '';
  @property({ attribute: false }) filter = '';
  @property({ attribute: false }) dialog: RuleDialog | null = null;
  @property({ attribute: false }) placed: PlacedCards | null = null;
  readonly #clipboard = new BranchClipboard();
  readonly #describer = new Describer();
  #laidOut: RuleView | null = null;
  #pendingLayout: RuleView | null = null;
  #read: ReadRule | null = null;

  override render(): TemplateResult {
    const { view, item } = this;
    const open = listOpenExits(view).length;
    return html`
      <p>${view.readers} ${view.note ?? ''} ${this.#renderOwn()}</p>
      ${renderTools(this, this.#clipboard)}
      <div class="rule">
        ${renderPalette({
          filter: this.filter,
          onFilter: (text) => (this.filter = text),
          onChoose: (type) => this.#insert(type),
          onDrop: (row, type) => {
            this.current = row;
            this.#insert(type);
          },
        })}
        <div class="sheets">
          ${renderOutline({
            items: this.items,
            current: item.row.pointer,
            mistakeAt: (one) => this.#mistakeAt(one),
            onChoose: (one) => this.choose(one.row),
            onKey: (event) => answerKey(event, this, this.#clipboard),
          })}
          ${
            this.placed && this.#laidOut === view
              ? renderCards({
                  view,
                  placed: this.placed,
                  current: item.row.pointer,
                  onChoose: (row) => this.choose(row),
                  onEdit: (card) => this.#edit(card),
                })
              : html`<div class="canvas" aria-hidden="true"></div>`
          }
          <p class="hint">
            ${view.cards.length === 1 ? '1 node' : `${view.cards.length} nodes`}${open > 0 ? `, ${open} open` : ''}.
            ${view.idle.length > 0 ? `No path leads to ${view.idle.map(({ id, title }) => id ?? title).join(', ')}.` : ''}
          </p>
        </div>
      </div>
      ${renderDialog(this)}
    `;
  }

  override updated(): void {
    const { view } = this;
    if (this.#laidOut === view || this.#pendingLayout === view) return;
    this.#pendingLayout = view;
    void this.store.layout?.place(measureCards(view)).then((placed) => {
      this.#laidOut = view;
      this.placed = placed;
    });
  }

  get view(): RuleView {
    return this.#rule.view;
  }

  get items(): readonly OutlineItem[] {
    return this.#rule.items;
  }

  /** The line of the current row; the first one where the row is gone. */
  get item(): OutlineItem {
    return this.items.find(({ row }) => row.pointer === this.current) ?? this.items[0]!;
  }

  /** Read once for each config. */
  get #rule(): ReadRule {
    const { config } = this.store;
    const key = pointerOfRule(this.place);
    if (this.#read?.config !== config || this.#read.key !== key) {
      const view = readRule(config, this.place, this.#describer);
      this.#read = { config, key, view, items: readOutline(view) };
    }
    return this.#read;
  }

  choose(row: Row): void {
    this.current = row.pointer;
    void this.focusCurrent();
  }

  run(result: Gesture | Refusal): void {
    const { store } = this;
    if (isRefusal(result)) return store.say('warning', result.refused);
    store.edit(result.edits);
    store.announce(result.says);
    this.current = this.#rowOf(result.focus);
    void this.focusCurrent();
  }

  finish(result: Gesture | Refusal): void {
    if (!isRefusal(result)) this.dialog = null;
    this.run(result);
  }

  focusPalette(): void {
    this.querySelector<HTMLElement>('.palette wa-input')?.focus();
  }

  async focusCurrent(): Promise<void> {
    await this.updateComplete;
    if (this.dialog === null) this.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]')?.focus();
  }

  #renderOwn(): TemplateResult | string {
    const { place, store, view } = this;
    if (!('feature' in place)) return '';
    const { feature, state } = place;
    if (view.isOwn) {
      return html`<wa-button
        size="small"
        appearance="plain"
        @click=${() => this.run(takeRule(store.config, feature, state))}
        >Remove this rule</wa-button
      >`;
    }
    return html`<wa-button
      size="small"
      appearance="outlined"
      @click=${() => this.run(giveRule(store.config, feature, state))}
      >Give ${state === 'customer' ? 'customers' : `${state} readers`} a rule of their own</wa-button
    >`;
  }

  #insert(type: string): void {
    this.dialog = createNewNodeDialog(type, this.store.config);
  }

  #edit(card: Card): void {
    this.current = this.#rowOf({ on: 'card', pointer: card.pointer });
    this.dialog = createEditDialog(card);
  }

  #mistakeAt({ row, card, isLink }: OutlineItem): string {
    const { mistakes } = this.store;
    const inner = card?.rows.map(({ pointer }) => pointer) ?? [];
    const found = mistakes.find(({ pointer }) => {
      if (pointer === row.pointer) return true;
      if (!card || isLink || !pointer.startsWith(`${card.pointer}/`)) return false;
      return !inner.some((one) => pointer === one || pointer.startsWith(`${one}/`));
    });
    return found ? describeMistake(found) : '';
  }

  #rowOf({ on, pointer }: Focus): string {
    const found = this.items.find(({ row, card, isLink }) =>
      on === 'row' ? row.pointer === pointer : card?.pointer === pointer && !isLink,
    );
    return found?.row.pointer ?? this.view.start.pointer;
  }
}
