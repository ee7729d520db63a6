import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import { describeEdits } from '../../src/edit/describe-edits.js';
import type { Edit } from '../../src/edit/edit.js';
import { editsBetween } from '../../src/edit/edits-between.js';
import { own } from '../../src/lib/own.js';
import { FROZEN_MEMBERS } from '../../src/preview/frozen-members.js';
import { MAX_PREVIEW_HOURS } from '../../src/preview/limits.js';
import type { MadePreview } from '../../src/preview/made-preview.js';
import { renderCheckbox } from '../parts/checkbox.js';
import { renderCopyButton } from '../parts/copy-button.js';
import { renderSelect } from '../parts/select-field.js';
import { renderTextField } from '../parts/text-field.js';
import { titleOfReader } from '../readers/test-readers.js';
import { StoreElement } from '../shell/screen.js';
import { count } from '../parts/count.js';
import { parseFile } from '../store/parse-file.js';
import { findObstacles, listFrozenMembers, listHeldEdits } from './find-obstacles.js';
import { ALL_READERS, type PreviewForm } from './preview-form.js';

/** Octets of a live config that is read. */
const MAX_LIVE_BYTES = 4_000_000;
/** Sentences about edits that are shown. */
const MAX_SENTENCES = 200;
const HOURS = [1, 2, 4, MAX_PREVIEW_HOURS];

/** The edits of a preview, in words. */
interface Plan {
  readonly from: readonly unknown[];
  readonly edits: readonly Edit[];
  readonly words: readonly string[];
}

/** A link, and what it was made of. */
interface Made extends MadePreview {
  readonly from: readonly unknown[];
}

/** Makes preview links: for which page, against which live config, as which reader and for how long. */
export class PreviewLinkForm extends StoreElement {
  @property({ attribute: false }) made: Made | null = null;
  @property({ attribute: false }) trouble = '';
  @property({ attribute: false }) isBusy = false;
  #plan: Plan | null = null;

  override render(): TemplateResult {
    const { store, plan, live } = this;
    const { previewForm: form, canPreview } = store;
    const obstacles = findObstacles({ form, live, edits: plan.edits, canPreview });
    return html`<div class="columns">
      <section aria-labelledby="link-heading">
        <h2 id="link-heading">Link</h2>
        ${this.#renderFields(form)}
        <p class="row">
          <wa-button variant="brand" ?disabled=${obstacles.length > 0 || this.isBusy} @click=${() => void this.#make()}
            >Make a preview link</wa-button
          >
        </p>
        <ul class="hints" aria-label="Reasons why no link can be made">
          ${obstacles.map((sentence) => html`<li class="wrong">${sentence}</li>`)}
        </ul>
        <div role="status">${this.trouble ? html`<p class="wrong">${this.trouble}</p>` : this.#renderMade()}</div>
      </section>
      <section aria-labelledby="edits-heading">
        <h2 id="edits-heading">What it changes</h2>
        ${this.#renderEdits(plan)}
        <h2>What it does not change</h2>
        <p class="hint">
          A preview may not change ${FROZEN_MEMBERS.slice(0, -1).join(', ')} and ${FROZEN_MEMBERS.at(-1)}. While it
          runs, nothing is counted: no trial is spent, and analytics, data layer and conversions get nothing. Sealed
          content stays sealed.
        </p>
      </section>
    </div>`;
  }

  #renderFields(form: PreviewForm): TemplateResult {
    const { store } = this;
    const change = (changes: Partial<PreviewForm>): void => store.fillPreview(changes);
    const readers = Object.keys(store.readers).map((id) => ({ value: id, label: titleOfReader(store, id) }));
    return html`${renderTextField({
      label: 'Origin',
      value: form.page,
      hint: 'Address of a page of the live site, or its origin. The link works on all pages of that origin.',
      onInput: (page) => change({ page }),
    })}
    ${renderSelect({
      label: 'Live config',
      value: form.live === null ? '' : 'file',
      options: [
        { value: '', label: 'The saved file' },
        { value: 'file', label: form.live?.name || 'Another config' },
      ],
      hint: 'The config that pages have now. The preview holds what differs from it.',
      onChange: (value) => change({ live: value === '' ? null : { name: '', text: '', config: null } }),
    })}
    ${
      form.live === null
        ? nothing
        : html`<label class="select"
            ><span>File of the live config</span
            ><input type="file" accept=".json,application/json" @change=${this.#onFile}
          /></label>`
    }
    ${renderSelect({
      label: 'Reader',
      value: form.reader,
      options: [
        { value: '', label: 'The one who opens the link' },
        ...readers,
        ...(readers.length > 1 ? [{ value: ALL_READERS, label: 'All test readers, to switch between' }] : []),
      ],
      hint: 'Anyone who has the link can read the claims of its test readers.',
      onChange: (reader) => change({ reader }),
    })}
    ${renderSelect({
      label: 'Hours',
      value: String(form.hours),
      options: HOURS.map((hours) => ({ value: String(hours), label: count(hours, 'hour') })),
      onChange: (hours) => change({ hours: Number(hours) }),
    })}
    ${renderTextField({
      label: 'Label',
      value: form.by,
      hint: 'The banner on the page says who made the preview: a team or a topic.',
      onInput: (by) => change({ by }),
    })}
    ${this.#renderFrozen(form)}`;
  }

  #renderFrozen(form: PreviewForm): TemplateResult | typeof nothing {
    const frozen = listFrozenMembers(this.plan.edits).filter((member) => member !== '');
    return frozen.length === 0
      ? nothing
      : renderCheckbox({
          label: `Leave out the edits of ${frozen.join(', ')}`,
          isChecked: form.leavesOut,
          hint: 'Pages then decide with what the live config has there.',
          onChange: (leavesOut) => this.store.fillPreview({ leavesOut }),
        });
  }

  #renderEdits({ words }: Plan): TemplateResult {
    const { errors } = this.store;
    return html`${
      words.length === 0
        ? html`<p class="empty">Nothing differs from the live config.</p>`
        : html`<ul class="words" aria-label="Edits of the preview">
            ${words.slice(0, MAX_SENTENCES).map((sentence) => html`<li>${sentence}</li>`)}
          </ul>`
    }
    ${words.length > MAX_SENTENCES ? html`<p>… and ${words.length - MAX_SENTENCES} more.</p>` : nothing}
    ${
      errors.length > 0
        ? html`<p class="wrong">
            The draft has ${count(errors.length, 'mistake')}. A feature with one shows its fallback.
          </p>`
        : nothing
    }`;
  }

  #renderMade(): TemplateResult | typeof nothing {
    const { made, store } = this;
    if (!made) return nothing;
    if (!isSameList(made.from, this.#key))
      return html`<p class="hint">Something has changed since the last link: make another one.</p>`;
    const { link, isStored, exp } = made;
    const end = new Date(exp).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
    return html`<wa-input label="Preview link" readonly .value=${link}></wa-input>
      <p class="row">
        ${renderCopyButton(store, { what: 'the link', text: link })}
        <wa-button appearance="outlined" href=${link} target="_blank" rel="noreferrer">Open</wa-button>
      </p>
      <p class="hint">
        It ends at ${end}. ${isStored ? 'It is too long for an address, so the endpoint keeps it until then.' : ''}
        Anyone who has the link sees the draft.
      </p>`;
  }

  /** The config that pages have now. */
  get live(): unknown {
    const { live } = this.store.previewForm;
    return live === null ? this.store.saved : live.config;
  }

  /** The edits that the preview would hold, and their words. */
  get plan(): Plan {
    const { store, live } = this;
    const from = [live, store.config, store.previewForm.leavesOut];
    if (this.#plan === null || !isSameList(this.#plan.from, from)) {
      const edits = editsBetween(live, store.config);
      const held = listHeldEdits({ edits, form: store.previewForm });
      const isWhole = held.some(({ pointer }) => pointer === '');
      this.#plan = { from, edits, words: isWhole ? [] : describeEdits(live, held) };
    }
    return this.#plan;
  }

  /** The things that a link depends on. */
  get #key(): readonly unknown[] {
    const { store, live } = this;
    return [live, store.config, store.previewForm, store.readersFile.value];
  }

  async #make(): Promise<void> {
    const { store, plan } = this;
    const { previewForm: form } = store;
    const { file } = store.configFile;
    this.isBusy = true;
    this.made = null;
    this.trouble = '';
    const from = this.#key;
    const ids = form.reader === ALL_READERS ? Object.keys(store.readers) : [form.reader].filter(Boolean);
    try {
      const made = await store.api.makePreview({
        live: form.live?.text ?? null,
        base: file?.hash ?? '',
        edits: listHeldEdits({ edits: plan.edits, form }),
        page: form.page.trim(),
        readers: Object.fromEntries(ids.flatMap((id) => (own(store.readers, id) ? [[id, store.readers[id]!]] : []))),
        hours: form.hours,
        by: form.by.trim(),
      });
      this.made = { ...made, from };
      store.announce('The link is made.');
    } catch (error) {
      this.trouble = (error as Error).message;
    }
    this.isBusy = false;
  }

  readonly #onFile = async (event: Event): Promise<void> => {
    const [file] = (event.target as HTMLInputElement).files ?? [];
    if (!file) return;
    this.trouble = '';
    // The byte order mark belongs to the octets that the preview names.
    const text =
      file.size > MAX_LIVE_BYTES ? '' : new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.arrayBuffer());
    const config = parseFile(text);
    if (config === undefined) this.trouble = `${file.name} is not JSON, or larger than 4 MB.`;
    else this.store.fillPreview({ live: { name: file.name, text, config } });
  };
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return other.every((value, at) => value === one[at]);
}
