import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { parseDate } from '../../src/lib/parse-date.js';
import type { MatrixCell, MatrixView } from '../../src/readers/decide-matrix.js';
import type { Coverage } from '../../src/readers/find-coverage.js';
import { renderCheckbox } from '../parts/checkbox.js';
import { renderTextField } from '../parts/text-field.js';
import { toHash } from '../shell/route.js';
import { StoreElement } from '../shell/screen.js';
import { count } from '../parts/count.js';
import { renderCell } from './render-cell.js';
import { renderCellDialog } from './render-cell-dialog.js';
import { renderCoverage } from './render-coverage.js';
import { MatrixLoader } from './matrix-loader.js';
import { renderDecisionDialog } from './render-decision-dialog.js';
import { addReader, titleOfReader } from './test-readers.js';

/** Features that are shown at first, and that a button adds. */
const SHOWN_FEATURES = 20;

/** Test readers × features: what each gets, before and after the unsaved edits, and whether that is expected. */
export class ReaderMatrix extends StoreElement {
  @property({ attribute: false }) filter = '';
  @property({ attribute: false }) isChangedOnly = false;
  @property({ attribute: false }) maxFeatures = SHOWN_FEATURES;
  /** The moment for readers without one of their own, as it is typed; empty is now. */
  @property({ attribute: false }) moment = '';
  /** The cell whose dialog is open. */
  @property({ attribute: false }) opened: MatrixCell | null = null;
  /** Whether the dialog for an exported decision is open. */
  @property({ attribute: false }) isAddingDecision = false;
  /** The exits that no reader takes, where they were looked for. */
  @property({ attribute: false }) coverage: Coverage | null = null;
  @property({ attribute: false }) isCovering = false;
  #loader: MatrixLoader | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#loader ??= new MatrixLoader(this.store, () => {
      this.requestUpdate();
      this.#load();
    });
    this.#load();
  }

  override render(): TemplateResult {
    const { store } = this;
    const { readersFile } = store;
    const errors = readersFile.mistakes.filter(({ severity }) => severity === 'error');
    if (errors.length > 0 || !readersFile.isSound)
      return html`<p>${readersFile.name} has mistakes, which have to be mended in an editor of text:</p>
        <ul class="problems" aria-label="Mistakes of the test readers">
          ${errors.map(({ message, line, column }) => html`<li>Line ${line}, column ${column}: ${message}</li>`)}
        </ul>`;
    return html`
      ${this.#renderTools()} ${this.#renderSummary()} ${this.#renderTable()} ${this.#renderUnknown()}
      ${renderCoverage(this)}
      ${renderCellDialog(store, { cell: this.opened, moment: this.#at() }, () => (this.opened = null))}
      ${renderDecisionDialog(store, this.isAddingDecision, () => (this.isAddingDecision = false))}
    `;
  }

  protected override onStore(): void {
    super.onStore();
    this.#load();
  }

  override updated(): void {
    this.#load();
  }

  /** Looks for the exits that no reader takes, in the features that are shown. */
  async cover(): Promise<void> {
    this.isCovering = true;
    try {
      const all = this.store.read('/features');
      const features = this.#loader?.matrix?.features ?? Object.keys(isRecord(all) ? all : {}).slice(0, SHOWN_FEATURES);
      this.coverage = await this.store.findCoverage(features, Date.now());
      this.store.announce(`${count(this.coverage.untaken.length, 'untested exit')}.`);
    } catch (error) {
      this.store.say(
        'warning',
        `The exits cannot be listed while the config has a mistake. ${(error as Error).message}`,
      );
    }
    this.isCovering = false;
  }

  #renderTools(): TemplateResult {
    const moment = this.#readMoment();
    return html`
      <p class="row">
        <wa-button appearance="outlined" @click=${this.#addReader}>Add a reader</wa-button>
        <wa-button appearance="outlined" @click=${() => (this.isAddingDecision = true)}>Add from a decision</wa-button>
      </p>
      <div class="filters" role="group" aria-label="View">
        ${renderTextField({
          label: 'Filter features',
          value: this.filter,
          onInput: (filter) => (this.filter = filter),
        })}
        ${renderTextField({
          label: 'Moment',
          value: this.moment,
          hint: Number.isNaN(moment) ? 'A moment is written as 2026-03-02 or 2026-03-02T12:00.' : 'Empty: now.',
          onInput: (typed) => (this.moment = typed),
        })}
        ${renderCheckbox({
          label: 'Only what changes',
          isChecked: this.isChangedOnly,
          onChange: (isChecked) => (this.isChangedOnly = isChecked),
        })}
      </div>
    `;
  }

  #renderSummary(): TemplateResult {
    const { matrix, failure } = this.#loader ?? {};
    if (failure) return html`<p class="wrong">${failure}</p>`;
    if (!matrix) return html`<p role="status">Deciding …</p>`;
    const { changed, expected, broken, mistake } = matrix;
    return html`<p class="summary">
        <strong
          >${changed === 0 ? 'No decision differs' : `${count(changed, 'decision')} differ${changed === 1 ? 's' : ''}`}</strong
        >
        from the saved file ·
        ${
          expected === 0
            ? 'nothing is expected yet'
            : html`${count(expected, 'expectation')}:
                <span class=${broken > 0 ? 'wrong' : 'good'}
                  >${broken === 0 ? (expected === 1 ? 'it holds' : 'all hold') : `${expected - broken} ${expected - broken === 1 ? 'holds' : 'hold'}, ${broken} ${broken === 1 ? 'does' : 'do'} not`}</span
                >`
        }
      </p>
      ${mistake === null ? nothing : html`<p class="wrong">Nothing can be decided: ${mistake}</p>`}`;
  }

  #renderTable(): TemplateResult | typeof nothing {
    const { store } = this;
    const readers = Object.keys(store.readers);
    const matrix = this.#loader?.matrix;
    if (readers.length === 0)
      return html`<p class="empty">
        There are no test readers yet. A test reader is a description: claims of a token, a page, articles read. Each is
        decided for, before and after your edits. They are in ${store.readersFile.name}, which pages never load.
      </p>`;
    if (!matrix) return nothing;
    const { features, total } = matrix;
    const cells = new Map(matrix.cells.map((cell) => [`${cell.feature}\n${cell.reader}`, cell]));
    return html`<div class="scroll" role="region" aria-label="Readers and features" tabindex="0">
        <table class="matrix" aria-busy=${this.#loader!.isLatest(this.#view(), this.#at()) ? 'false' : 'true'}>
          <thead>
            <tr>
              <th scope="col">Reader</th>
              ${features.map((id) => html`<th scope="col"><a href=${toHash('features', id)}>${this.#titleOf(id)}</a></th>`)}
            </tr>
          </thead>
          <tbody>
            ${readers.map(
              (reader) =>
                html`<tr>
                  <th scope="row"><a href=${toHash('readers', reader)}>${titleOfReader(store, reader)}</a></th>
                  ${features.map((feature) => {
                    const cell = cells.get(`${feature}\n${reader}`);
                    return html`<td class=${cell && cell.differs.length > 0 ? 'differs' : ''}>
                      ${cell ? renderCell(store, cell, () => (this.opened = cell)) : nothing}
                    </td>`;
                  })}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${
        features.length < total
          ? html`<p class="row">
              ${features.length} of ${count(total, 'feature')} are shown, those that differ first.
              <wa-button size="s" appearance="outlined" @click=${() => (this.maxFeatures += SHOWN_FEATURES)}
                >Show more</wa-button
              >
            </p>`
          : nothing
      }
      ${features.length === 0 ? html`<p class="empty">No feature ${this.isChangedOnly ? 'differs' : 'is called so'}.</p>` : nothing}`;
  }

  /** Names in the file that the config does not have. */
  #renderUnknown(): TemplateResult | typeof nothing {
    const found = this.store.readersFile.findUnknown(this.store.config);
    return found.length === 0
      ? nothing
      : html`<ul class="problems" aria-label="Names that the config does not have">
          ${found.map(({ message }) => html`<li class="wrong">${message}</li>`)}
        </ul>`;
  }

  #titleOf(feature: string): string {
    const title = own(own(own(this.store.config, 'features'), feature), 'title');
    return typeof title === 'string' && title !== '' ? title : feature;
  }

  #view(): MatrixView {
    const { filter, isChangedOnly, maxFeatures } = this;
    return { filter, isChangedOnly, maxFeatures };
  }

  /** The moment in ms since 1970: NaN for what is not a moment, `null` for now. */
  #readMoment(): number | null {
    return this.moment.trim() === '' ? null : parseDate(this.moment.trim());
  }

  #at(): number | null {
    const moment = this.#readMoment();
    return Number.isNaN(moment) ? null : moment;
  }

  #load(): void {
    if (this.isConnected) void this.#loader?.load(this.#view(), this.#at());
  }

  readonly #addReader = (): void => {
    location.hash = toHash('readers', addReader(this.store, ''));
  };
}
