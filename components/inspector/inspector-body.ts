import { html, nothing, type TemplateResult } from 'lit';
import type { Decision } from '../../src/model/decision.js';
import { findDifference } from '../../src/replay/find-difference.js';
import { writeExplanation } from '../../src/words/write-explanation.js';
import type { InspectedFeature } from './inspected-page.js';
import type { InspectorFrame } from './inspector-frame.js';
import { WORDS } from './inspector-words.js';
import { MIN_SEARCHED_FEATURES } from './limits.js';
import { nameOutcome } from './name-outcome.js';
import { outline, scrollToNode } from './place-outline.js';
import { PreviewField } from './preview-field.js';
import { renderFaults } from './render-faults.js';
import { renderFeature, type FeatureActions } from './render-feature.js';
import { renderPreview } from './render-preview.js';
import { renderReader } from './render-reader.js';

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

/** The tabs of the inspector, and below them a list, a feature that is opened, or a text to copy. The frame around them is the element. */
export class InspectorBody {
  readonly #frame: InspectorFrame;
  readonly #previewField: PreviewField;
  #tab: Tab | null = null;
  /** Id of the feature that is opened. */
  #opened: string | null = null;
  /** The decision of the opened feature where the page has made none. */
  #dry: Decision | null = null;
  #text: ShownText | null = null;
  #search = '';
  #status = '';
  #endOutline: (() => void) | null = null;

  constructor(frame: InspectorFrame) {
    this.#frame = frame;
    this.#previewField = new PreviewField(frame);
  }

  /** The result of the button that was used last. */
  get status(): string {
    return this.#status;
  }

  renderTabs(): TemplateResult {
    const faults = this.#frame.page.faults().length;
    const count = { features: this.#frame.page.features().length, reader: null, faults };
    const preview = this.#frame.page.preview();
    return html`
      <div>
        ${preview ? renderPreview(preview, () => this.#frame.requestUpdate()) : nothing}
        <div class="tabs" role="tablist" aria-label=${WORDS.name}>
          ${TABS.map(
            (tab) => html`
              <button
                id=${tab}
                role="tab"
                aria-selected=${tab === this.#chosen}
                aria-controls="body"
                tabindex=${tab === this.#chosen ? 0 : -1}
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

  render(): TemplateResult {
    return html`<div class="body" id="body" role="tabpanel" aria-labelledby=${this.#chosen} tabindex="-1">
      ${this.#renderBody()}
    </div>`;
  }

  /** Ends the outline of a place in the page. */
  readonly leaveOutline = (): void => {
    this.#endOutline?.();
    this.#endOutline = null;
  };

  /** The tab that is shown. A page without a usable config has nothing to say but why. */
  get #chosen(): Tab {
    return this.#tab ?? (this.#frame.page.mistake ? 'faults' : 'features');
  }

  #renderBody(): TemplateResult {
    if (this.#text) return this.#renderText(this.#text);
    const { page } = this.#frame;
    if (this.#chosen === 'reader')
      return html`${renderReader(page.identity(), page.hints())}
      ${page.startPreview ? this.#previewField.render() : nothing}`;
    if (this.#chosen === 'faults')
      return html`${page.mistake ? html`<p>${WORDS.unusable}</p>` : nothing} ${renderFaults(page.faults())}`;
    const features = page.features();
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
          @blur=${this.leaveOutline}
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
      ${renderFeature(this.#frame.page, feature, decision, this.#actions)}
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
    leave: () => this.leaveOutline(),
    scroll: (node) => scrollToNode(node),
  };

  #titleOf(id: string): string {
    return this.#frame.page.config.features[id]?.title || id;
  }

  #find(selector: string): HTMLElement | null {
    return this.#frame.renderRoot.querySelector<HTMLElement>(selector);
  }

  /** Shows something else in the body, and moves the focus there. */
  #turnTo(selector: string): void {
    this.leaveOutline();
    this.#status = '';
    this.#frame.requestUpdate();
    void this.#frame.updateComplete.then(() => {
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
    const next = TABS[(TABS.indexOf(this.#chosen) + step + TABS.length) % TABS.length]!;
    if (step !== 0) this.#goTo(next);
  };

  readonly #onSearch = ({ target }: Event): void => {
    this.#search = (target as HTMLInputElement).value;
    this.#frame.requestUpdate();
  };

  #openFeature(id: string): void {
    this.#opened = id;
    this.#dry = null;
    this.#turnTo('.back');
    const feature = this.#frame.page.features().find((one) => one.id === id);
    if (feature?.decision || feature?.places.length) return;
    this.#frame.page.decide(id).then(
      (decision) => {
        if (this.#opened === id) this.#dry = decision;
        this.#frame.requestUpdate();
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
    this.#frame.requestUpdate();
  }

  #explain(decision: Decision): string {
    const { config, identity, hints } = this.#frame.page;
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
      await this.#frame.updateComplete;
      this.#frame.renderRoot.querySelector('textarea')?.select();
      this.#say(WORDS.notCopied);
    }
  }

  async #export(feature: string): Promise<void> {
    try {
      const text = `${JSON.stringify(await this.#frame.page.exportDecision(feature), null, 2)}\n`;
      this.#text = { title: WORDS.exportDecision, note: WORDS.exported, text, file: 'decision.json' };
      this.#turnTo('.back');
    } catch {
      this.#say(WORDS.failed(WORDS.exportDecision));
    }
  }

  async #replay(shown: Decision): Promise<void> {
    const now = await this.#frame.page.decide(shown.feature).catch(() => null);
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
      drawPath(place, this.#frame.page.config, decision);
    } catch (error) {
      place.textContent = `${WORDS.notDrawn}: ${String(error)}`;
    }
  }

  #outline(node: Node): void {
    this.leaveOutline();
    this.#endOutline = outline(this.#find('.frame')!, node);
  }
}
