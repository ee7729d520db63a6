import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import type { TokenCheck } from '../../src/inspect/list-token-checks.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { findStates } from '../parts/find-states.js';
import { renderTextField } from '../parts/text-field.js';
import { StoreElement } from '../shell/screen.js';
import { toHash } from '../shell/route.js';
import type { BenchReport } from '../store/bench-report.js';

const MARKS: Readonly<Record<TokenCheck['state'], readonly [sign: string, word: string]>> = {
  passed: ['✓', 'Passed'],
  failed: ['✗', 'Failed'],
  skipped: ['·', 'Not looked at'],
  absent: ['–', 'Not there'],
};

/** How long typing rests before a token is checked. */
const CHECK_DELAY_MS = 200;

/** The token bench: a token, each check of it in order, and the reader that it makes by the config as it is edited. */
export class TokenBench extends StoreElement {
  @property({ attribute: false }) token = '';
  @property({ attribute: false }) claims = '{"sub":"1234567890","prod":"gold"}';
  @property({ attribute: false }) report: BenchReport | null = null;
  @property({ attribute: false }) trouble = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The settings that the report is for. */
  #checked: unknown;
  #run = 0;

  override render(): TemplateResult {
    const { report, trouble, store } = this;
    return html`<section class="bench" aria-label="Token bench">
      <h2>Token bench</h2>
      <wa-textarea
        label="Token"
        rows="4"
        resize="auto"
        spellcheck="false"
        autocomplete="off"
        hint="A token of a test reader. It is checked by this process, and kept nowhere."
        .value=${this.token}
        @input=${(event: Event) => this.#type((event.target as HTMLTextAreaElement).value)}
      ></wa-textarea>
      ${
        store.hasSecret
          ? html`<div class="sign">
              ${renderTextField({
                label: 'Claims',
                value: this.claims,
                hint: 'JSON. "Sign" makes a token of it, with the shared secret.',
                onInput: (text) => (this.claims = text),
              })}
              <wa-button appearance="outlined" @click=${this.#sign}>Sign</wa-button>
            </div>`
          : nothing
      }
      <div role="status" aria-live="polite">
        ${trouble ? html`<p class="trouble">${trouble}</p>` : nothing} ${report ? this.#renderReport(report) : nothing}
      </div>
    </section>`;
  }

  protected override onStore(): void {
    super.onStore();
    const settings = this.#settings();
    if (this.token !== '' && JSON.stringify(settings) !== this.#checked) this.#later();
  }

  #renderReport({ checks, hints, claims }: BenchReport): TemplateResult {
    return html`<ol class="checks" aria-label="Checks">
        ${checks.map(({ name, state, says }) => {
          const [sign, word] = MARKS[state];
          return html`<li class=${state}>
            <span class="mark" aria-hidden="true">${sign}</span>
            <span><strong>${name}</strong> ${sign} <span class="hidden">${word}.</span> ${says}</span>
          </li>`;
        })}
      </ol>
      ${
        hints.length > 0
          ? html`<ul class="hints" aria-label="Likely causes">
              ${hints.map((hint) => html`<li>${hint}</li>`)}
            </ul>`
          : nothing
      }
      ${claims ? this.#renderReader(claims) : nothing}`;
  }

  #renderReader(claims: NonNullable<BenchReport['claims']>): TemplateResult {
    const { config } = this.store;
    const found = findStates(config, { claims, tokenStatus: 'valid' });
    if (!found) return html`<p>The config has a mistake, so the reader is unknown.</p>`;
    const titles = found.products.map((id) => String(own(own(own(config, 'products'), id), 'title') ?? id));
    const features = Object.entries(found.states);
    return html`<h3>The reader of this token</h3>
      <p>
        ${found.id === null ? 'Without an id' : `Reader “${found.id}”`}, products:
        ${titles.length > 0 ? titles.join(', ') : 'none'}
      </p>
      ${
        features.length > 0
          ? html`<ul class="states" aria-label="User states">
              ${features.map(
                ([id, state]) =>
                  html`<li><a href=${toHash('features', id, state)}>${id}</a>: <strong>${state}</strong></li>`,
              )}
            </ul>`
          : html`<p>There are no features yet.</p>`
      }`;
  }

  #settings(): Readonly<Record<string, unknown>> {
    const { config } = this.store;
    const jwt = own(config, 'jwt');
    const products = own(config, 'products');
    return {
      version: 1,
      ...(isRecord(jwt) && { jwt: dropEmpty(jwt) }),
      ...(isRecord(products) && { products }),
      features: {},
      hasSecret: this.store.hasSecret,
    };
  }

  #type(token: string): void {
    this.token = token;
    this.#later();
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), CHECK_DELAY_MS);
  }

  async #check(): Promise<void> {
    const run = ++this.#run;
    const token = this.token.trim();
    const settings = this.#settings();
    this.#checked = JSON.stringify(settings);
    if (token === '') {
      [this.report, this.trouble] = [null, ''];
      return;
    }
    const checked = await this.store.api.checkToken(token, settings).then(
      (report) => ({ report, trouble: '' }),
      (error: Error) => ({ report: null, trouble: error.message }),
    );
    // A later check overtakes this one.
    if (run === this.#run) Object.assign(this, checked);
  }

  readonly #sign = (): void => {
    void this.#signClaims();
  };

  async #signClaims(): Promise<void> {
    try {
      const claims: unknown = JSON.parse(this.claims);
      if (!isRecord(claims)) throw new Error('Claims are a JSON object, such as {"sub":"1"}.');
      this.#type(await this.store.api.sign(claims));
    } catch (error) {
      this.report = null;
      this.trouble =
        error instanceof SyntaxError ? 'Claims are a JSON object, such as {"sub":"1"}.' : (error as Error).message;
    }
  }
}

/** Mappings whose field is still empty are not mappings yet. */
function dropEmpty(jwt: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const kept = Object.entries(jwt).filter(([, value]) => !isRecord(value) || !Object.values(value).includes(''));
  return Object.fromEntries(kept);
}
