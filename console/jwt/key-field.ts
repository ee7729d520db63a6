import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import { isRecord } from '../../src/lib/is-record.js';
import type { Jwk } from '../../src/model/config.js';
import { editsToSet } from '../store/edits-to-set.js';
import { applyEdits } from '../../src/edit/apply-edits.js';
import type { Edit } from '../../src/edit/edit.js';
import { describeMistake } from '../shell/problems.js';
import { StoreElement } from '../shell/screen.js';
import { findAlgorithm, readKeyText, writeKeyText, type KeyText } from './read-key-text.js';

/** Address of the endpoint that `zephr serve` runs. */
const ENDPOINT = '/zephr/verify';
/** Members of `jwt` of which a key is one. */
const KEY_MEMBERS = ['publicKey', 'jwks', 'jwksUrl'] as const;

/** The field "Secret or Public Key". A shared secret goes to the process; the config gets the address of the endpoint. */
export class KeyField extends StoreElement {
  /** The text that was typed and is not in the config yet; `null` while the field shows the config. */
  @property({ attribute: false }) typed: string | null = null;
  @property({ attribute: false }) algorithm: string | null = null;
  @property({ attribute: false }) refusal = '';
  #measured: unknown;

  override render(): TemplateResult {
    const { store, typed, refusal } = this;
    const jwt = this.#jwt();
    this.#measure(jwt['publicKey']);
    const mistakes = KEY_MEMBERS.flatMap((name) => store.mistakesAt(`/jwt/${name}`)).map(describeMistake);
    const hint =
      'The public key of your identity provider (PEM, JWK, JWK set or its address), or the secret that both share. A secret is kept in the memory of this process alone.';
    return html`<wa-textarea
        class=${refusal || mistakes.length > 0 ? 'has-error' : ''}
        label="Secret or Public Key"
        rows="4"
        resize="auto"
        spellcheck="false"
        autocomplete="off"
        hint=${refusal || mistakes.join(' ') || hint}
        .value=${typed ?? writeKeyText(jwt)}
        @input=${(event: Event) => (this.typed = (event.target as HTMLTextAreaElement).value)}
        @change=${() => void this.bring().catch(() => {})}
      ></wa-textarea>
      ${this.#renderState(jwt)}`;
  }

  #renderState(jwt: Readonly<Record<string, unknown>>): TemplateResult | typeof nothing {
    if (this.algorithm && jwt['publicKey'] !== undefined)
      return html`<p class="good"><strong>✓</strong> A public key for ${this.algorithm}.</p>`;
    if (!this.store.hasSecret || jwt['verifyEndpoint'] === undefined) return nothing;
    return html`<wa-callout variant="neutral">
      <p>
        This process has the shared secret; no file has it. Pages ask <code>${String(jwt['verifyEndpoint'])}</code>,
        which runs by <code>ZEPHR_JWT_SECRET=… zephr serve ${this.store.name}</code> on your server.
      </p>
    </wa-callout>`;
  }

  #jwt(): Readonly<Record<string, unknown>> {
    const jwt = this.store.read('/jwt');
    return isRecord(jwt) ? jwt : {};
  }

  #measure(key: unknown): void {
    if (key === this.#measured) return;
    this.#measured = key;
    this.algorithm = null;
    if (key === undefined) return;
    void findAlgorithm(key as string | Jwk).then((algorithm) => {
      if (this.#measured === key) this.algorithm = algorithm;
    });
  }

  /** Brings what was typed into the config, or into the process. */
  protected override readonly bring = async (): Promise<void> => {
    const { typed } = this;
    if (typed === null) return;
    const read = readKeyText(typed);
    this.refusal = read.kind === 'refused' ? read.says : '';
    if (read.kind === 'refused') throw new Error(read.says);
    if (read.kind === 'secret') await this.store.setSecret(read.value);
    this.store.edit(this.#editsFor(read));
    this.typed = null;
  };

  #editsFor(read: KeyText): readonly Edit[] {
    const { config } = this.store;
    const jwt = this.#jwt();
    const values: Record<string, unknown> = {};
    for (const name of KEY_MEMBERS) values[name] = read.kind === name ? read.value : undefined;
    if (read.kind === 'secret') values['verifyEndpoint'] = jwt['verifyEndpoint'] ?? ENDPOINT;
    else if (jwt['verifyEndpoint'] === ENDPOINT && jwt['userStore'] === undefined) values['verifyEndpoint'] = undefined;
    // The new member first, so that `jwt` is not removed between.
    const names = Object.keys(values).sort(
      (one, other) => Number(values[one] === undefined) - Number(values[other] === undefined),
    );
    return names.reduce<{ edits: readonly Edit[]; config: unknown }>(
      (sum, name) => {
        const edits = editsToSet(sum.config, `/jwt/${name}`, values[name]);
        return { edits: [...sum.edits, ...edits], config: applyEdits(sum.config, edits) };
      },
      { edits: [], config },
    ).edits;
  }
}
