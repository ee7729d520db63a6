import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import { identifyReader } from '../../src/decision/identify-reader.js';
import { toEngineInput } from '../../src/decision/to-engine-input.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import type { Config, Zone } from '../../src/model/config.js';
import type { Identity } from '../../src/model/identity.js';
import { LANGUAGES } from '../../src/texts/languages.js';
import { renderSelect, type SelectField } from '../parts/select-field.js';
import { StoreElement } from '../shell/screen.js';
import type { PreviewReport, PreviewRequest, PreviewState } from './preview-messages.js';

/** How long a component rests before the frame shows it: typing is not shown letter by letter. */
const SHOW_DELAY_MS = 80;
/** The heights that a frame may have, in px: it says its own. */
const MIN_HEIGHT_PX = 120;
const MAX_HEIGHT_PX = 4000;
/** Characters that are shown of what a frame says. */
const MAX_SAID_CHARACTERS = 500;
const MAX_THEME_CHARACTERS = 1_000_000;

/** Widths that a component is shown at, in px, from the narrowest that walls are made for. */
const WIDTHS = [280, 360, 480, 600, 768, 960];

const ZONES: Readonly<Record<Zone, string>> = {
  inline: 'In the page',
  'pop-up': 'Pop-up',
  'sticky-footer': 'Footer',
};

const FORM_STATES: Readonly<Partial<Record<PreviewState, string>>> = {
  mistakes: 'Mistakes in the form',
  pending: 'The form is being sent',
  refused: 'The form was refused',
  done: 'The form was taken',
};
const TRIAL_STATES: Readonly<Partial<Record<PreviewState, string>>> = {
  left: '2 articles left in a trial',
  used: 'A trial is used up',
};

type Option = SelectField['options'][number];

/** Shows a component as pages do, in a frame that has neither the token nor the network. */
export class ComponentPreview extends StoreElement {
  @property({ attribute: false }) component: unknown = null;
  /** Id of the component; `null` while it has none. */
  @property({ attribute: false }) componentId: string | null = null;
  @property({ attribute: false }) width = '';
  @property({ attribute: false }) language = 'en';
  @property({ attribute: false }) scheme: 'light' | 'dark' = matchMedia('(prefers-color-scheme: dark)').matches
    ? 'dark'
    : 'light';
  @property({ attribute: false }) state: PreviewState = 'begin';
  @property({ attribute: false }) zone: Zone = 'inline';
  /** Id of the test reader that templates are filled for; empty for a reader without a token. */
  @property({ attribute: false }) reader = '';
  @property({ attribute: false }) theme: { readonly name: string; readonly text: string } | null = null;
  @property({ attribute: false }) said = '';
  @property({ attribute: false }) faults: readonly string[] = [];
  #isReady = false;
  #height = MIN_HEIGHT_PX;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sent = '';
  readonly #resizes = new ResizeObserver(() => this.#fit());

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('message', this.#onMessage);
    this.#resizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('message', this.#onMessage);
    this.#resizes.disconnect();
    clearTimeout(this.#timer);
    this.#isReady = false;
  }

  override render(): TemplateResult {
    return html`<section aria-label="Preview" class="preview">
      <h2>Preview</h2>
      <div class="choices">${this.#renderChoices()} ${this.#renderTheme()}</div>
      <div class="stage">
        <iframe
          sandbox="allow-scripts"
          src="/preview.html"
          title="Preview of ${this.componentId ?? 'the component'}"
        ></iframe>
      </div>
      <p class="hint" role="status">${this.said}</p>
      ${
        this.faults.length > 0
          ? html`<ul class="problems" aria-label="Problems of the preview">
              ${this.faults.map((fault) => html`<li class="wrong">${fault}</li>`)}
            </ul>`
          : nothing
      }
    </section>`;
  }

  override updated(): void {
    this.#fit();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#send(), SHOW_DELAY_MS);
  }

  #renderChoices(): TemplateResult {
    const hasForm = own(this.component, 'type') === 'registration-wall';
    const states = { begin: 'As it begins', ...(hasForm ? FORM_STATES : {}), ...TRIAL_STATES };
    const readers = Object.entries(this.store.readers).map(([id, { title }]) => ({ value: id, label: title ?? id }));
    const choose = (
      label: string,
      name: 'width' | 'language' | 'scheme' | 'state' | 'zone' | 'reader',
      options: readonly Option[],
    ) =>
      renderSelect({
        label,
        value: this[name],
        options,
        onChange: (value) => Object.assign(this, { [name]: value, said: '' }),
      });
    return html`${choose('Width', 'width', [
      { value: '', label: 'As wide as here' },
      ...WIDTHS.map((width) => ({ value: String(width), label: `${width} px` })),
    ])}
    ${choose(
      'Language',
      'language',
      LANGUAGES.map(({ tag, name }) => ({ value: tag, label: name })),
    )}
    ${choose('Colours', 'scheme', [
      { value: 'light', label: 'Light' },
      { value: 'dark', label: 'Dark' },
    ])}
    ${choose('State', 'state', toOptions(states))} ${choose('Place', 'zone', toOptions(ZONES))}
    ${choose('Reader', 'reader', [{ value: '', label: 'Without a token' }, ...readers])}`;
  }

  #renderTheme(): TemplateResult {
    return html`<label class="select">
        <span>Theme file</span>
        <input type="file" accept=".css,text/css" @change=${this.#onTheme} />
      </label>
      ${
        this.theme
          ? html`<wa-button size="s" appearance="outlined" @click=${() => (this.theme = null)}
              >${`Without ${this.theme.name}`}</wa-button
            >`
          : nothing
      }`;
  }

  get #frame(): HTMLIFrameElement | null {
    return this.querySelector('iframe');
  }

  /** Gives the frame its width, made smaller where there is less room, and the height that it asks for. */
  #fit(): void {
    const frame = this.#frame;
    const stage = frame?.parentElement;
    if (!frame || !stage) return;
    const room = stage.clientWidth;
    const width = Number(this.width) || room;
    const scale = Math.min(1, room / width);
    Object.assign(frame.style, {
      width: `${width}px`,
      height: `${this.#height}px`,
      transform: scale < 1 ? `scale(${scale})` : '',
      colorScheme: this.scheme,
    });
    stage.style.height = `${Math.ceil(this.#height * scale)}px`;
  }

  #send(): void {
    if (!this.#isReady || !this.isConnected) return;
    const request = this.#createRequest();
    const text = JSON.stringify(request);
    if (text === this.#sent) return;
    this.#sent = text;
    // An opaque origin has no name that a message could be addressed to.
    this.#frame?.contentWindow?.postMessage(request, '*');
  }

  #createRequest(): PreviewRequest {
    const { config } = this.store;
    const { zone, state, language, scheme, theme } = this;
    const id = this.componentId ?? 'component';
    const components = own(config, 'components');
    const component = prepare(this.component, state);
    return {
      config: {
        ...{ version: 1, features: { preview: {} } },
        components: { ...(isRecord(components) ? components : {}), [id]: component },
        offers: own(config, 'offers'),
        texts: own(config, 'texts'),
        customElements: own(config, 'customElements'),
        jwt: { userAttributes: own(own(config, 'jwt'), 'userAttributes') },
      } as unknown as Config,
      ...{ component: id, zone, state, language, scheme, theme: theme?.text ?? '' },
      identity: this.#findIdentity(),
    };
  }

  #findIdentity(): Identity | undefined {
    const reader = this.store.readers[this.reader];
    try {
      return reader && identifyReader(toEngineInput(reader, Date.now()), this.store.config);
    } catch {
      return undefined;
    }
  }

  readonly #onTheme = async (event: Event): Promise<void> => {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (!file) return;
    const text = await file.text();
    if (text.length > MAX_THEME_CHARACTERS) this.said = 'The style sheet is too large for a preview.';
    else this.theme = { name: file.name, text };
  };

  readonly #onMessage = ({ source, data }: MessageEvent<unknown>): void => {
    if (source === null || source !== this.#frame?.contentWindow || !isRecord(data)) return;
    const { isReady, height, says, faults } = data as { [Name in keyof PreviewReport]: unknown };
    if (isReady === true) {
      this.#isReady = true;
      this.#sent = '';
      this.#send();
    }
    if (typeof height === 'number' && Number.isFinite(height)) {
      this.#height = Math.min(MAX_HEIGHT_PX, Math.max(MIN_HEIGHT_PX, Math.ceil(height)));
      this.#fit();
    }
    if (typeof says === 'string') this.said = says.slice(0, MAX_SAID_CHARACTERS);
    if (Array.isArray(faults)) this.faults = faults.map((fault) => String(fault).slice(0, MAX_SAID_CHARACTERS));
  };
}

/** A form without an address sends nothing: to show what sending looks like, it gets one. */
function prepare(component: unknown, state: PreviewState): unknown {
  const isSent = state === 'pending' || state === 'refused' || state === 'done';
  if (!isSent || !isRecord(component)) return component;
  return { ...component, submit: 'fetch', action: own(component, 'action') ?? '/' };
}

function toOptions(labels: Readonly<Partial<Record<string, string>>>): Option[] {
  return Object.entries(labels).map(([value, label = value]) => ({ value, label }));
}
