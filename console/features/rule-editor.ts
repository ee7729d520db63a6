import { html, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import type { Card, Row, RulePlace, RuleView } from '../../src/cards/card.js';
import { countTraffic } from '../../src/cards/count-traffic.js';
import { Describer } from '../../src/cards/describer.js';
import { readOutline, type OutlineItem } from '../../src/cards/read-outline.js';
import { pointerOfRule, readRule } from '../../src/cards/read-rule.js';
import { searchRule } from '../../src/cards/search-rule.js';
import { isRefusal, type Focus, type Gesture, type Refusal } from '../../src/gestures/gesture.js';
import { giveRule, takeRule } from '../../src/gestures/give-rule.js';
import { listReaders } from '../parts/list-readers.js';
import { toHash } from '../shell/route.js';
import { StoreElement } from '../shell/screen.js';
import type { Looking } from '../store/console-store.js';
import { BranchClipboard } from './branch-clipboard.js';
import { createEditDialog, createNewNodeDialog } from './node-dialog.js';
import { answerKey } from './outline-keys.js';
import { PathFinder, type FeaturePlace, type ReaderPaths } from './reader-paths.js';
import { renderDialog } from './render-dialog.js';
import { pasteTemplate } from '../../src/gestures/paste-template.js';
import { renderPalette } from './render-palette.js';
import { renderSummary } from './render-summary.js';
import { renderTools } from './render-tools.js';
import { renderViewBar } from './render-view-bar.js';
import type { RuleCanvas } from './rule-canvas.js';
import type { RuleDesk, RuleDialog } from './rule-desk.js';
import { RuleMarks } from './rule-marks.js';
import type { RuleOutline } from './rule-outline.js';

/** A rule as it was read, and all that is found out about it. */
interface ReadRule {
  /** The values that it was read from: the same values, the same rule. */
  readonly from: readonly unknown[];
  readonly view: RuleView;
  readonly items: readonly OutlineItem[];
}

/** The marks of a rule, and what they were made of. */
interface Marking {
  readonly from: readonly unknown[];
  readonly found: readonly OutlineItem[];
  readonly paths: ReaderPaths;
  readonly marks: RuleMarks;
}

/** A rule: its outline, its cards, the palette, and a dialog for each gesture. */
export class RuleEditor extends StoreElement implements RuleDesk {
  @property({ attribute: false }) place!: RulePlace;
  /** The rule of a feature that a sub rule was opened from; `null` where it was opened by itself. */
  @property({ attribute: false }) from: FeaturePlace | null = null;
  /** Segments of the address that its sub rules are opened below. */
  @property({ attribute: false }) address: readonly string[] = ['sub-rules'];
  /** JSON pointer of the current row. */
  @property({ attribute: false }) current = '';
  @property({ attribute: false }) filter = '';
  @property({ attribute: false }) dialog: RuleDialog | null = null;
  @property({ attribute: false }) isPaletteAsked = false;
  @property({ attribute: false }) scale = 1;
  readonly #clipboard = new BranchClipboard();
  readonly #describers = { now: new Describer(), before: new Describer() };
  readonly #finder = new PathFinder();
  #read: ReadRule | null = null;
  #marking: Marking | null = null;

  override render(): TemplateResult {
    const { view, item, items } = this;
    const { marks, found, paths } = this.#marks;
    const card = item.card ?? item.owner;
    return html`
      <p>${view.readers} ${view.note ?? ''} ${this.#renderOwn()}</p>
      ${renderViewBar(this, { readers: paths.readers, found, scale: this.scale })} ${renderTools(this, this.#clipboard)}
      <div class="rule">
        ${renderPalette({
          filter: this.filter,
          isAsked: this.isPaletteAsked,
          onFilter: (text) => (this.filter = text),
          onChoose: (type) => this.#insert(type),
          onDrop: (row, type) => {
            this.current = row;
            this.#insert(type);
          },
          onTemplate: (template, row = item.row.pointer) =>
            this.run(pasteTemplate(this.store.config, this.place, row, template)),
        })}
        <div class="sheets">
          <zephr-outline
            .items=${items}
            .current=${item.row.pointer}
            .marks=${marks}
            .onChoose=${this.#onChoose}
            .onKey=${this.#onKey}
          ></zephr-outline>
          <zephr-canvas
            .view=${view}
            .around=${card?.pointer ?? ''}
            .current=${item.row.pointer}
            .marks=${marks}
            .layout=${this.store.layout}
            .scale=${this.scale}
            .onChoose=${this.#onChoose}
            .onEdit=${this.#onEdit}
            .onZoom=${this.#onZoom}
          ></zephr-canvas>
          ${renderSummary(this, paths, marks)}
        </div>
      </div>
      ${renderDialog(this)}
    `;
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

  zoom(direction: 1 | -1 | null): void {
    this.#canvas?.zoom(direction);
  }

  pan(right: number, down: number): void {
    this.#canvas?.pan(right, down);
  }

  followNext(): void {
    const { store } = this;
    const readers = listReaders(store);
    const next = readers[readers.findIndex(({ id }) => id === store.looking.reader) + 1];
    store.look({ reader: next?.id ?? null });
    store.announce(next ? `Reader: ${next.title}.` : 'No reader.');
  }

  openSubRule(id: string): void {
    location.hash = toHash(...this.address, id);
  }

  focusPalette(): void {
    this.isPaletteAsked = true;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.palette wa-input')?.focus());
  }

  focusFind(): void {
    this.querySelector<HTMLElement>('.find wa-input')?.focus();
  }

  async focusCurrent(): Promise<void> {
    await this.updateComplete;
    if (this.dialog === null) await this.querySelector<RuleOutline>('zephr-outline')?.focusCurrent();
  }

  get #canvas(): RuleCanvas | null {
    return this.querySelector<RuleCanvas>('zephr-canvas');
  }

  get #rule(): ReadRule {
    const { config } = this.store;
    const from = [config, pointerOfRule(this.place)];
    if (!isSameList(this.#read?.from, from)) {
      const view = readRule(config, this.place, this.#describers.now);
      this.#read = { from, view, items: readOutline(view) };
    }
    return this.#read!;
  }

  get #marks(): Marking {
    const { store, view, items, place } = this;
    const { mistakes, looking, readers } = store;
    const from = [view, mistakes, looking, readers, this.from && pointerOfRule(this.from)];
    if (!isSameList(this.#marking?.from, from)) {
      const found = searchRule(items, looking.find);
      const opened = 'feature' in place ? place : this.from;
      const paths = this.#finder.find(store, view, place, opened);
      const before = this.#readBefore(looking);
      const traffic = looking.traffic && countTraffic(view, place, opened?.feature ?? null, looking.traffic.exits);
      const path = paths.followed?.path ?? null;
      const marks = new RuleMarks({ view, items, mistakes, found, before, path, traffic });
      this.#marking = { from, found, paths, marks };
    }
    return this.#marking!;
  }

  #readBefore({ compared }: Looking): RuleView | null {
    if (compared === null) return null;
    const config = compared === 'saved' ? this.store.saved : compared.config;
    return readRule(config, this.place, this.#describers.before);
  }

  #renderOwn(): TemplateResult | string {
    const { place, store, view } = this;
    if (!('feature' in place)) return '';
    const { feature, state } = place;
    if (view.isOwn) {
      return html`<wa-button
        size="s"
        appearance="plain"
        @click=${() => this.run(takeRule(store.config, feature, state))}
        >Remove this rule</wa-button
      >`;
    }
    return html`<wa-button
      size="s"
      appearance="outlined"
      @click=${() => this.run(giveRule(store.config, feature, state))}
      >Give ${state === 'customer' ? 'customers' : `${state} readers`} a rule of their own</wa-button
    >`;
  }

  #insert(type: string): void {
    this.dialog = createNewNodeDialog(type, this.store.config);
  }

  #rowOf({ on, pointer }: Focus): string {
    const found = this.items.find(({ row, card, isLink }) =>
      on === 'row' ? row.pointer === pointer : card?.pointer === pointer && !isLink,
    );
    return found?.row.pointer ?? this.view.start.pointer;
  }

  readonly #onChoose = (row: Row): void => this.choose(row);

  readonly #onKey = (event: KeyboardEvent): void => answerKey(event, this, this.#clipboard);

  readonly #onEdit = (card: Card): void => {
    this.current = this.#rowOf({ on: 'card', pointer: card.pointer });
    this.dialog = createEditDialog(card);
  };

  readonly #onZoom = (scale: number): void => void (this.scale = scale);
}

function isSameList(one: readonly unknown[] | undefined, other: readonly unknown[]): boolean {
  return one !== undefined && other.every((value, at) => value === one[at]);
}
