import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import type { Card, Row, RuleView } from '../../src/cards/card.js';
import { MAX_CARDS_AROUND, MAX_DRAWN_CARDS } from '../../src/cards/limits.js';
import { listAround } from '../../src/cards/list-around.js';
import type { PlacedCards } from '../../src/cards/place-cards.js';
import type { LayoutClient } from '../store/layout-client.js';
import { measureCards, renderCards } from './render-cards.js';
import type { RuleMarks } from './rule-marks.js';

/** Scales of the canvas: the smallest, the largest, and the factor of one step. */
const SCALE = { least: 0.25, most: 2, step: 1.25 };
/** Pixels that a key pans. */
const PAN_PIXELS = 80;

/** The part of a rule that is drawn. */
interface DrawnPart {
  readonly view: RuleView;
  readonly cards: readonly Card[];
}

/** The cards of a rule and their arrows, always laid out. It is for pointers alone: the outline says and does the same. */
export class RuleCanvas extends LitElement {
  @property({ attribute: false }) view!: RuleView;
  /** JSON pointer of the current row. */
  @property({ attribute: false }) current = '';
  /** JSON pointer of the card that the part of a large rule is drawn around. */
  @property({ attribute: false }) around = '';
  @property({ attribute: false }) marks!: RuleMarks;
  @property({ attribute: false }) layout: LayoutClient | null = null;
  @property({ attribute: false }) onChoose: (row: Row) => void = () => {};
  @property({ attribute: false }) onEdit: (card: Card) => void = () => {};
  @property({ attribute: false }) onZoom: (scale: number) => void = () => {};
  @property({ attribute: false }) scale = 1;
  @property({ attribute: false }) placed: (PlacedCards & DrawnPart) | null = null;
  #part: DrawnPart | null = null;

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override willUpdate(): void {
    const { view, around } = this;
    const isWhole = view.cards.length <= MAX_DRAWN_CARDS;
    const cards = this.#part?.view === view && (isWhole || this.#isInside(around)) ? this.#part.cards : null;
    if (cards) return;
    const part = { view, cards: isWhole ? view.cards : listAround(view, around, MAX_CARDS_AROUND) };
    this.#part = part;
    void this.layout?.place(measureCards(part.cards)).then((placed) => (this.placed = { ...placed, ...part }));
  }

  override render(): TemplateResult {
    const { placed, view, scale } = this;
    // The drawing of the rule before stays until the next one is laid out, and cannot be clicked.
    const isStale = placed?.view !== view;
    return html`<div
      class="canvas ${isStale ? 'stale' : ''}"
      aria-hidden="true"
      @wheel=${this.#onWheel}
      @pointerdown=${this.#onPointerDown}
    >
      ${placed ? renderCards({ placed, scale, current: this.current, marks: this.marks, onChoose: this.onChoose, onEdit: this.onEdit }) : ''}
    </div>`;
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('current') || changed.has('placed')) this.#showCurrent();
  }

  /** Draws everything larger or smaller; `null` is the natural size. */
  zoom(direction: 1 | -1 | null): void {
    const factor = direction === null ? 1 / this.scale : SCALE.step ** direction;
    this.onZoom(Math.min(SCALE.most, Math.max(SCALE.least, Math.round(this.scale * factor * 100) / 100)));
  }

  /** Moves the canvas by steps to the right and down. */
  pan(right: number, down: number): void {
    this.#box?.scrollBy(right * PAN_PIXELS, down * PAN_PIXELS);
  }

  get #box(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.canvas');
  }

  #isInside(pointer: string): boolean {
    return this.#part!.cards.some((card) => card.pointer === pointer);
  }

  #showCurrent(): void {
    const [box, row] = [this.#box, this.querySelector('.exit.current')];
    if (!box || !row) return;
    const [outer, inner] = [box.getBoundingClientRect(), row.getBoundingClientRect()];
    const move = (from: number, to: number, least: number, most: number): number =>
      from < least ? from - least : Math.max(0, to - most);
    box.scrollBy(
      move(inner.left, inner.right, outer.left, outer.right),
      move(inner.top, inner.bottom, outer.top, outer.bottom),
    );
  }

  readonly #onWheel = (event: WheelEvent): void => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1 : -1);
  };

  /** The empty canvas is pulled along by the pointer. */
  readonly #onPointerDown = (event: PointerEvent): void => {
    const box = this.#box!;
    if (event.button !== 0 || (event.target as Element).closest('.node, .ghost')) return;
    const from = { left: box.scrollLeft + event.clientX, top: box.scrollTop + event.clientY };
    const ends = new AbortController();
    const { signal } = ends;
    addEventListener('pointermove', ({ clientX, clientY }) => box.scrollTo(from.left - clientX, from.top - clientY), {
      signal,
    });
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => ends.abort(), { signal });
  };
}
