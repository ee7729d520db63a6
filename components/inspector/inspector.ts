import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Decision } from '../../src/model/decision.js';
import { findDifference } from '../../src/replay/find-difference.js';
import { writeExplanation } from '../../src/words/write-explanation.js';
import { formatMoment } from './format-moment.js';
import type { InspectedFeature, InspectedPage } from './inspected-page.js';
import { WORDS } from './inspector-words.js';
import { styles } from './inspector.styles.js';
import { MAX_SIZE_PERCENT, MIN_SEARCHED_FEATURES, MIN_SIZE_PERCENT, MIN_WIDTH_BESIDE_PX } from './limits.js';
import { nameOutcome } from './name-outcome.js';
import { outline, scrollToNode } from './place-outline.js';
import { renderFaults } from './render-faults.js';
import { renderFeature, type FeatureActions } from './render-feature.js';
import { renderReader } from './render-reader.js';
import { findSize } from './find-size.js';
import { findActive, isWithin, stayAbove } from './stay-above.js';

const TABS = ['features', 'reader', 'faults'] as const;

type Tab = (typeof TABS)[number];

/** A text to read and to copy. */
interface ShownText {
  readonly title: string;
  readonly note: string;
  readonly text: string;
  /** Name of the file that it can be saved as. */
  readonly file?: string;
}

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

  #tab: Tab = 'features';
  /** Id of the feature that is opened. */
  #opened: string | null = null;
  /** The decision of the opened feature where the page has made none. */
  #dry: Decision | null = null;
  #text: ShownText | null = null;
  #search = '';
  #isBelow = innerWidth < MIN_WIDTH_BESIDE_PX;
  #size: number | null = null;
  #isFolded = false;
  #status = '';
  #endOutline: (() => void) | null = null;
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
    this.#leaveOutline();
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
      ${this.#renderTabs()}
      <div class="body" id="body" role="tabpanel" aria-labelledby=${this.#tab} tabindex="-1">${this.#renderBody()}</div>
      <footer>
        <p role="status">${this.#status}</p>
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

  #renderTabs(): TemplateResult {
    const faults = this.page.faults().length;
    const count = { features: this.page.features().length, reader: null, faults };
    const preview = this.page.preview();
    return html`
      <div>
        ${
          preview
            ? html`<div class="note">
                <p>${WORDS.preview(preview.by, formatMoment(preview.exp))}</p>
                ${preview.notes.map((note) => html`<p>${note}</p>`)}
                <div class="actions">
                  ${
                    preview.readers.length > 0
                      ? html`<select
                          aria-label=${WORDS.previewReader}
                          @change=${({ target }: Event) => this.#switchReader((target as HTMLSelectElement).value)}
                        >
                          ${['', ...preview.readers].map(
                            (name) =>
                              html`<option .value=${name} ?selected=${name === (preview.reader ?? '')}>
                                ${name || WORDS.ownReader}
                              </option>`,
                          )}
                        </select>`
                      : nothing
                  }
                  <button @click=${() => preview.leave()}>${WORDS.leave}</button>
                </div>
              </div>`
            : nothing
        }
        <div class="tabs" role="tablist" aria-label=${WORDS.name}>
          ${TABS.map(
            (tab) => html`
              <button
                id=${tab}
                role="tab"
                aria-selected=${tab === this.#tab}
                aria-controls="body"
                tabindex=${tab === this.#tab ? 0 : -1}
                @click=${() => this.#goTo(tab)}
                @keydown=${this.#walkTabs}
              >
                ${WORDS[tab]}${count[tab] === null ? nothing : html` (${count[tab]})`}
              </button>
            `,
          )}
        </div>
      </div>
    `;
  }

  #renderBody(): TemplateResult {
    if (this.#text) return this.#renderText(this.#text);
    if (this.#tab === 'reader') return renderReader(this.page.identity(), this.page.hints());
    if (this.#tab === 'faults') return renderFaults(this.page.faults());
    const features = this.page.features();
    const opened = features.find(({ id }) => id === this.#opened);
    return opened ? this.#renderOpened(opened) : this.#renderList(features);
  }

  #renderList(features: readonly InspectedFeature[]): TemplateResult {
    const wanted = this.#search.toLowerCase();
    const found = features.filter(({ id }) => `${id} ${this.#titleOf(id)}`.toLowerCase().includes(wanted));
    return html`
      ${
        features.length >= MIN_SEARCHED_FEATURES
          ? html`<input
              type="search"
              aria-label=${WORDS.search}
              placeholder=${WORDS.search}
              .value=${this.#search}
              @input=${this.#onSearch}
            />`
          : nothing
      }
      ${
        found.length > 0
          ? html`<ul>
              ${found.map((feature) => this.#renderRow(feature))}
            </ul>`
          : html`<p>${WORDS.noFeatures}</p>`
      }
    `;
  }

  #renderRow({ id, places, decision }: InspectedFeature): TemplateResult {
    const [place] = places;
    const state = place?.state ?? WORDS.absent;
    const words = decision ? `${state} · ${decision.userState} · ${nameOutcome(decision)}` : state;
    return html`
      <li>
        <button
          class="row"
          data-feature=${id}
          @click=${() => this.#openFeature(id)}
          @focus=${() => place && this.#outline(place.node)}
          @blur=${this.#leaveOutline}
        >
          <span>${this.#titleOf(id)}</span>
          <span class="state ${place ? state : ''}">${words}</span>
        </button>
      </li>
    `;
  }

  #renderOpened(feature: InspectedFeature): TemplateResult {
    const decision = feature.decision ?? this.#dry;
    return html`
      <button class="back" @click=${this.#closeFeature}>‹ ${WORDS.back}</button>
      <h3>${this.#titleOf(feature.id)} <code>${feature.id}</code></h3>
      ${
        decision
          ? html`<div class="actions">
              <button @click=${() => this.#copy(this.#explain(decision))}>${WORDS.copyExplanation}</button>
              <button @click=${() => this.#export(feature.id)}>${WORDS.exportDecision}</button>
              <button @click=${() => this.#replay(decision)}>${WORDS.replay}</button>
            </div>`
          : nothing
      }
      ${renderFeature(this.page, feature, decision, this.#actions)}
      ${
        decision
          ? html`<details @toggle=${(event: Event) => this.#draw(event.target as HTMLDetailsElement, decision)}>
              <summary>${WORDS.drawn}</summary>
              <div class="picture" tabindex="0" role="group" aria-label=${WORDS.drawn}></div>
            </details>`
          : nothing
      }
    `;
  }

  #renderText({ title, note, text, file }: ShownText): TemplateResult {
    return html`
      <button class="back" @click=${this.#closeText}>‹ ${WORDS.backToFeature}</button>
      <h3>${title}</h3>
      <p>${note}</p>
      <textarea readonly aria-label=${title} .value=${text}></textarea>
      <div class="actions">
        <button @click=${() => this.#copy(text)}>${WORDS.copy}</button>
        ${file ? html`<button @click=${() => this.#save(text, file)}>${WORDS.save}</button>` : nothing}
      </div>
    `;
  }

  readonly #actions: FeatureActions = {
    enter: (node) => this.#outline(node),
    leave: () => this.#leaveOutline(),
    scroll: (node) => scrollToNode(node),
  };

  #titleOf(id: string): string {
    return this.page.config.features[id]?.title || id;
  }

  #find(selector: string): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>(selector) ?? null;
  }

  #focus(selector: string): boolean {
    const found = this.#find(selector);
    found?.focus({ preventScroll: true });
    return found !== null;
  }

  /** Shows something else in the body, and moves the focus there. */
  #turnTo(selector: string): void {
    this.#leaveOutline();
    this.#status = '';
    this.requestUpdate();
    void this.updateComplete.then(() => {
      const wanted = this.#find(selector);
      wanted?.focus();
      wanted?.scrollIntoView({ block: 'nearest' });
    });
  }

  #goTo(tab: Tab): void {
    this.#tab = tab;
    this.#text = this.#opened = null;
    this.#turnTo(`#${tab}`);
  }

  readonly #walkTabs = ({ key }: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key] ?? 0;
    const next = TABS[(TABS.indexOf(this.#tab) + step + TABS.length) % TABS.length]!;
    if (step !== 0) this.#goTo(next);
  };

  readonly #onSearch = ({ target }: Event): void => {
    this.#search = (target as HTMLInputElement).value;
    this.requestUpdate();
  };

  #openFeature(id: string): void {
    this.#opened = id;
    this.#dry = null;
    this.#turnTo('.back');
    const feature = this.page.features().find((one) => one.id === id);
    if (feature?.decision || feature?.places.length) return;
    this.page.decide(id).then(
      (decision) => {
        if (this.#opened === id) this.#dry = decision;
        this.requestUpdate();
      },
      () => undefined,
    );
  }

  readonly #closeFeature = (): void => {
    const id = this.#opened!;
    this.#opened = null;
    this.#turnTo(`[data-feature="${CSS.escape(id)}"]`);
  };

  readonly #closeText = (): void => {
    this.#text = null;
    this.#turnTo('.back');
  };

  #say(status: string): void {
    this.#status = status;
    this.requestUpdate();
  }

  #explain(decision: Decision): string {
    const { config, identity, hints } = this.page;
    return writeExplanation({ config, decision, reader: identity()!, now: Date.now(), hints: hints() });
  }

  async #copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#say(WORDS.copied);
    } catch {
      // A policy of the page forbids it, or it is no secure context.
      this.#text ??= { title: WORDS.copy, note: '', text };
      this.#turnTo('textarea');
      await this.updateComplete;
      this.renderRoot.querySelector('textarea')?.select();
      this.#say(WORDS.notCopied);
    }
  }

  async #export(feature: string): Promise<void> {
    try {
      const text = `${JSON.stringify(await this.page.exportDecision(feature), null, 2)}\n`;
      this.#text = { title: WORDS.exportDecision, note: WORDS.exported, text, file: 'decision.json' };
      this.#turnTo('.back');
    } catch {
      this.#say(WORDS.failed(WORDS.exportDecision));
    }
  }

  async #replay(shown: Decision): Promise<void> {
    const now = await this.page.decide(shown.feature).catch(() => null);
    if (!now) return this.#say(WORDS.failed(WORDS.replay));
    const difference = findDifference(shown, now);
    if (difference === null) return this.#say(WORDS.same);
    this.#text = { title: WORDS.replay, note: WORDS.differs, text: `${difference}\n\n${this.#explain(now)}` };
    this.#turnTo('.back');
  }

  #save(text: string, file: string): void {
    const href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
    Object.assign(document.createElement('a'), { href, download: file }).click();
    URL.revokeObjectURL(href);
  }

  async #draw(details: HTMLDetailsElement, decision: Decision): Promise<void> {
    const place = details.querySelector<HTMLElement>('.picture')!;
    if (!details.open) return;
    try {
      const { drawPath } = await import('./draw-path.js');
      drawPath(place, this.page.config, decision);
    } catch (error) {
      place.textContent = `${WORDS.notDrawn}: ${String(error)}`;
    }
  }

  #switchReader(name: string): void {
    void this.page
      .preview()
      ?.switchTo(name || null)
      .then(() => this.requestUpdate());
  }

  #outline(node: Node): void {
    this.#leaveOutline();
    this.#endOutline = outline(this.#find('.frame')!, node);
  }

  readonly #leaveOutline = (): void => {
    this.#endOutline?.();
    this.#endOutline = null;
  };

  readonly #turn = (): void => {
    this.#isBelow = !this.#isBelow;
    this.#size = null;
    this.requestUpdate();
  };

  readonly #fold = (): void => {
    const hasFocus = isWithin(findActive(), this);
    this.#isFolded = true;
    this.#leaveOutline();
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
