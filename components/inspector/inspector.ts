import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { findSize } from './find-size.js';
import type { InspectedPage } from './inspected-page.js';
import { InspectorBody } from './inspector-body.js';
import { WORDS } from './inspector-words.js';
import { styles } from './inspector.styles.js';
import { MAX_SIZE_PERCENT, MIN_SIZE_PERCENT, MIN_WIDTH_BESIDE_PX } from './limits.js';
import { findActive, isWithin, stayAbove } from './stay-above.js';

/**
 * Shows developers what the SDK has decided for a page, and why. It only reads: with it nobody comes to see more of the page, nor
 * what another reader sees.
 *
 * Keyboard: Alt+Shift+X goes to it and back, Escape folds it, arrow keys resize it at its edge and go from tab to tab. It takes no
 * focus when it opens, and holds none.
 *
 * Accessibility: a named region in the top layer, above a modal dialog too. The status line says what a button has done.
 *
 * @summary Shows developers the decisions of a page, with their reasons.
 */
export class ZephrInspectorElement extends LitElement {
  static override styles = styles;

  /** The page that it shows; set before it is opened. */
  page!: InspectedPage;

  readonly #body = new InspectorBody(this);
  #isBelow = innerWidth < MIN_WIDTH_BESIDE_PX;
  #size: number | null = null;
  #isFolded = false;
  #above: ReturnType<typeof stayAbove> | null = null;
  /** Where the focus was before it came here. */
  #before: Element | null = null;

  get isOpen(): boolean {
    return this.#above !== null;
  }

  /** Puts it above the page. The focus stays where it is. */
  open(): void {
    this.#isFolded = false;
    this.#above ??= stayAbove(this, this.#show, this.#pointIn);
    this.requestUpdate();
    void this.updateComplete.then(this.#show);
  }

  /** Puts it above the page folded: a button that opens it. */
  offer(): void {
    this.open();
    this.#isFolded = true;
  }

  /** Takes it off the page. Where it had the focus, that goes back to where it was. */
  close(): void {
    this.#body.leaveOutline();
    const hasFocus = isWithin(findActive(), this);
    this.#above?.end();
    this.#above = null;
    if (hasFocus) this.#giveFocusBack();
  }

  /** Opens it, or what is folded of it; closes it where it is open. */
  toggle(): void {
    if (this.isOpen && !this.#isFolded) this.close();
    else this.open();
  }

  /** Moves the focus to it, or from it to where it was. */
  switchFocus(): void {
    if (isWithin(findActive(), this)) return this.#giveFocusBack();
    this.#before = findActive();
    this.open();
    void this.updateComplete.then(() => this.#focus('.body input, .body button') || this.#focus('button'));
  }

  /** The page has changed, or something may cover it. */
  refresh(): void {
    this.requestUpdate();
    this.#above?.look();
  }

  protected override createRenderRoot(): ReturnType<LitElement['createRenderRoot']> {
    const root = super.createRenderRoot();
    // A page listens for keys of its own, and closes what is clicked beside.
    for (const type of ['keydown', 'keyup', 'keypress', 'click', 'pointerdown', 'mousedown', 'focusin', 'input'])
      root.addEventListener(type, (event) => event.stopPropagation());
    root.addEventListener('keydown', (event) => this.#onKey(event as KeyboardEvent));
    return root;
  }

  protected override render(): TemplateResult {
    const side = this.#isFolded ? 'folded' : this.#isBelow ? 'below' : 'right';
    return html`
      <div class="frame" popover="manual"></div>
      <section class="panel ${side}" popover="manual" aria-label=${WORDS.name}>
        ${this.#isFolded ? this.#renderFolded() : this.#renderPanel()}
      </section>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const panel = this.#find('.panel');
    if (this.#size === null) panel?.style.removeProperty('--size');
    else panel?.style.setProperty('--size', `${this.#size}%`);
  }

  #renderFolded(): TemplateResult {
    return html`<button aria-expanded="false" @click=${this.#unfold}>${WORDS.name}</button>`;
  }

  #renderPanel(): TemplateResult {
    return html`
      ${this.#renderEdge()}
      <header>
        <h2>${WORDS.name}</h2>
        <button @click=${this.#turn}>${this.#isBelow ? WORDS.dockRight : WORDS.dockBelow}</button>
        <button aria-expanded="true" @click=${this.#fold}>${WORDS.fold}</button>
        <button @click=${this.close}>${WORDS.close}</button>
      </header>
      ${this.#body.renderTabs()} ${this.#body.render()}
      <footer>
        <p role="status">${this.#body.status}</p>
        <p>${WORDS.keys}</p>
      </footer>
    `;
  }

  #renderEdge(): TemplateResult {
    return html`
      <div
        role="separator"
        tabindex="0"
        aria-label=${WORDS.size}
        aria-orientation=${this.#isBelow ? 'horizontal' : 'vertical'}
        aria-valuemin=${MIN_SIZE_PERCENT}
        aria-valuemax=${MAX_SIZE_PERCENT}
        aria-valuenow=${Math.round(this.#sizeNow)}
        @keydown=${this.#resize}
        @pointerdown=${this.#grip}
        @pointermove=${this.#drag}
      ></div>
    `;
  }

  #find(selector: string): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>(selector) ?? null;
  }

  #focus(selector: string): boolean {
    const found = this.#find(selector);
    found?.focus({ preventScroll: true });
    return found !== null;
  }

  readonly #turn = (): void => {
    this.#isBelow = !this.#isBelow;
    this.#size = null;
    this.requestUpdate();
  };

  readonly #fold = (): void => {
    const hasFocus = isWithin(findActive(), this);
    this.#isFolded = true;
    this.#body.leaveOutline();
    this.requestUpdate();
    if (hasFocus) void this.updateComplete.then(() => this.#focus('.panel > button'));
  };

  readonly #unfold = (): void => {
    this.#isFolded = false;
    this.requestUpdate();
    void this.updateComplete.then(() => this.#focus('[aria-expanded]'));
  };

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing) return;
    // A dialog that it is in would close.
    event.preventDefault();
    if (!this.#isFolded) this.#fold();
  }

  get #sizeNow(): number {
    const panel = this.#find('.panel')?.getBoundingClientRect();
    if (this.#size !== null || !panel) return this.#size ?? 0;
    return this.#isBelow ? (100 * panel.height) / innerHeight : (100 * panel.width) / innerWidth;
  }

  readonly #resize = (event: KeyboardEvent): void => {
    const size = findSize(event.key, this.#sizeNow, this.#isBelow);
    if (size === null) return;
    event.preventDefault();
    this.#size = size;
    this.requestUpdate();
  };

  readonly #grip = ({ target, pointerId }: PointerEvent): void => (target as Element).setPointerCapture(pointerId);

  readonly #drag = ({ target, pointerId, clientX, clientY }: PointerEvent): void => {
    if (!(target as Element).hasPointerCapture(pointerId)) return;
    const size = this.#isBelow ? 1 - clientY / innerHeight : 1 - clientX / innerWidth;
    this.#size = Math.min(Math.max(100 * size, MIN_SIZE_PERCENT), MAX_SIZE_PERCENT);
    this.requestUpdate();
  };

  #giveFocusBack(): void {
    const before = this.#before;
    this.#before = null;
    if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
    else (findActive() as HTMLElement | null)?.blur();
  }

  /** Shows frame and panel above everything that is in the top layer. */
  readonly #show = (): void => {
    for (const part of this.renderRoot?.querySelectorAll<HTMLElement>('[popover]') ?? []) {
      // Browsers that know no popover have `position: fixed`.
      if (!part.isConnected || !('showPopover' in part)) continue;
      if (part.matches(':popover-open')) part.hidePopover();
      part.showPopover();
    }
  };

  readonly #pointIn = (): { x: number; y: number } | null => {
    const box = this.#find('.panel h2, .panel > button')?.getBoundingClientRect();
    return box && box.width > 0 ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : null;
  };
}
