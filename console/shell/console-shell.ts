import { html, nothing, type TemplateResult } from 'lit';
import type { MergeConflict } from '../../src/edit/merge-edits.js';
import { createEdit } from '../../src/edit/create-edit.js';
import { describeEdits } from '../../src/edit/describe-edits.js';
import { property } from '../../components/internal/property.js';
import { renderExportDialog } from '../export/export-dialog.js';
import { followDrops } from '../readers/follow-drops.js';
import { count } from '../parts/count.js';
import { describeMistake, findHome } from './problems.js';
import { readRoute, toHash } from './route.js';
import { StoreElement, type Screen } from './screen.js';
import { findScreen, SCREENS } from './screens.js';

/** Screens that work while the file is not JSON. */
const WITHOUT_CONFIG: readonly string[] = ['text'];
/** Problems that the list shows. */
const MAX_LISTED_PROBLEMS = 100;

/** The frame of the app: links, the top bar, the screen of the address, messages and dialogs. */
export class ConsoleShell extends StoreElement {
  @property({ attribute: false }) route: readonly string[] = readRoute(location.hash);
  /** Which dialog is open. */
  @property({ attribute: false }) dialog: 'problems' | 'save' | null = null;
  readonly #mine = new Set<string>();
  #stopDrops = (): void => {};

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#onHash);
    addEventListener('keydown', this.#onKey);
    addEventListener('beforeunload', this.#onLeave);
    this.#stopDrops = followDrops(this.store);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#onHash);
    removeEventListener('keydown', this.#onKey);
    removeEventListener('beforeunload', this.#onLeave);
    this.#stopDrops();
  }

  override render(): TemplateResult {
    const { store } = this;
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>Skip to the content</a>
      ${this.#renderBar()}
      <nav aria-label="Screens">${this.#renderLinks()}</nav>
      <main id="main" tabindex="-1">${this.#renderNotice()} ${this.#renderScreen()}</main>
      <div class="said" role="status" aria-live="polite">${store.announcement}</div>
      ${this.#renderProblems()} ${this.#renderSave()} ${this.#renderConflict()} ${renderExportDialog(store)}
    `;
  }

  #renderBar(): TemplateResult {
    const { store } = this;
    const edits = store.unsavedCount;
    const isReady = store.phase === 'ready';
    const problems = store.mistakes.length;
    return html`<header class="bar">
      <strong class="file">${store.name || 'Console'}</strong>
      <span class="state">
        ${
          !store.isReachable && store.phase !== 'loading' && store.phase !== 'locked'
            ? 'The process has ended'
            : edits > 0
              ? `● ${count(edits, 'edit')}`
              : store.isChanged
                ? '● text'
                : ''
        }
      </span>
      <span class="actions">
        <wa-button
          size="s"
          appearance="plain"
          variant=${store.errors.length > 0 ? 'danger' : 'neutral'}
          ?disabled=${!isReady}
          @click=${() => (this.dialog = 'problems')}
          >Problems (${problems})</wa-button
        >
        <wa-button size="s" appearance="outlined" ?disabled=${!store.canUndo || !isReady} @click=${() => store.undo()}
          >Undo</wa-button
        >
        <wa-button size="s" appearance="outlined" ?disabled=${!store.canRedo || !isReady} @click=${() => store.redo()}
          >Redo</wa-button
        >
        <wa-button
          size="s"
          variant="brand"
          ?loading=${store.isSaving}
          ?disabled=${!isReady && store.phase !== 'broken'}
          @click=${this.#save}
          >Save</wa-button
        >
      </span>
    </header>`;
  }

  #renderLinks(): TemplateResult {
    const current = findScreen(this.route)?.screen;
    const groups = [...new Set(SCREENS.map(({ group, label }) => group ?? label))];
    const link = (screen: Screen): TemplateResult =>
      html`<li>
        <a href=${toHash(...screen.path.split('/'))} aria-current=${screen === current ? 'page' : 'false'}
          >${screen.label}</a
        >
      </li>`;
    return html`<ul>
      ${groups.map((group) => {
        const screens = SCREENS.filter((screen) => (screen.group ?? screen.label) === group);
        const [first] = screens;
        return first?.group === null
          ? link(first)
          : html`<li>
              <span class="group">${group}</span>
              <ul>
                ${screens.map(link)}
              </ul>
            </li>`;
      })}
    </ul>`;
  }

  #renderNotice(): TemplateResult | typeof nothing {
    const { notice } = this.store;
    if (!notice) return nothing;
    const variant = { info: 'neutral', warning: 'warning', danger: 'danger' }[notice.tone];
    return html`<wa-callout variant=${variant} role=${notice.tone === 'danger' ? 'alert' : 'status'}>
      <p>${notice.text}</p>
      <p class="row">
        ${notice.actions.map(
          ({ label, run }) => html`<wa-button size="s" appearance="outlined" @click=${run}>${label}</wa-button>`,
        )}
        ${
          notice.actions.length > 0
            ? nothing
            : html`<wa-button size="s" appearance="outlined" @click=${() => this.store.dismiss()}>Close</wa-button>`
        }
      </p>
    </wa-callout>`;
  }

  #renderScreen(): TemplateResult {
    const { store } = this;
    const found = findScreen(this.route);
    switch (store.phase) {
      case 'loading':
        return html`<p role="status">Reading the file …</p>`;
      case 'locked':
        return html`<h1>Locked</h1>
          <p>
            Open the address that <code>zephr console</code> has printed, whole: it ends with the key to this console. A
            link to a screen works in a tab where the console is open already.
          </p>`;
      case 'missing':
        return html`<h1>The file is gone</h1>
          <p>Put it back, or start the console with another one.</p>`;
      case 'broken':
        if (found && WITHOUT_CONFIG.includes(found.screen.path)) break;
        return html`<h1>The file is not JSON</h1>
          <p>The other screens wait until it is. <a href=${toHash('text')}>Edit it as text</a></p>`;
      case 'ready':
        break;
    }
    if (!found)
      return html`<h1>There is no such screen</h1>
        <p>The address of this tab leads nowhere. <a href="#/features">Go to the features</a></p>`;
    return found.screen.render(store, found.rest);
  }

  #renderProblems(): TemplateResult {
    const { mistakes, isJudged } = this.store;
    const listed = mistakes.slice(0, MAX_LISTED_PROBLEMS);
    return html`<wa-dialog
      label="Problems"
      light-dismiss
      ?open=${this.dialog === 'problems'}
      @wa-after-hide=${this.#onHidden}
    >
      ${mistakes.length === 0 ? html`<p>${isJudged ? 'There are no problems.' : 'Looking …'}</p>` : nothing}
      <ul class="problems">
        ${listed.map(
          (one) =>
            html`<li class=${one.severity}>
              <a href=${findHome(one.pointer)} @click=${() => (this.dialog = null)}>${one.pointer || 'The config'}</a>
              <span><strong>${one.severity === 'error' ? 'Error' : 'Warning'}:</strong> ${describeMistake(one)}</span>
              <code>${one.code}</code>
            </li>`,
        )}
      </ul>
      ${mistakes.length > listed.length ? html`<p>… and ${mistakes.length - listed.length} more.</p>` : nothing}
    </wa-dialog>`;
  }

  #renderSave(): TemplateResult {
    const { errors } = this.store;
    // Enter must not save what the question is about.
    /* eslint-disable lit-a11y/no-autofocus */
    return html`<wa-dialog label="Save with mistakes?" ?open=${this.dialog === 'save'} @wa-after-hide=${this.#onHidden}>
      <p>The config has ${count(errors.length, 'mistake')} that take features or walls down:</p>
      <ul class="problems">
        ${errors.slice(0, 5).map((one) => html`<li class="error">${describeMistake(one)} <code>${one.code}</code></li>`)}
      </ul>
      <wa-button slot="footer" variant="brand" autofocus @click=${() => (this.dialog = null)}>Keep editing</wa-button>
      <wa-button slot="footer" appearance="outlined" @click=${this.#saveAnyway}>Save anyway</wa-button>
    </wa-dialog>`;
    /* eslint-enable lit-a11y/no-autofocus */
  }

  #renderConflict(): TemplateResult {
    const { conflict, saved } = this.store;
    const words = ({ pointer }: MergeConflict, value: unknown): string =>
      describeEdits(saved, [createEdit(saved, pointer, value)]).join(' ') || 'As it was.';
    const choose = (pointer: string, isMine: boolean) => () => {
      if (isMine) this.#mine.add(pointer);
      else this.#mine.delete(pointer);
      this.requestUpdate();
    };
    return html`<wa-dialog
      class="conflict"
      label="Changed by both"
      ?open=${conflict !== null}
      @wa-hide=${this.#stayOpen}
    >
      <p>Another program has changed the file at the same places as you. Nothing is written before you choose.</p>
      ${conflict?.conflicts.map((one) => {
        const isMine = this.#mine.has(one.pointer);
        return html`<fieldset>
          <legend><code>${one.pointer || 'The whole config'}</code></legend>
          <p><strong>Mine:</strong> ${words(one, one.mine)}</p>
          <p><strong>Theirs:</strong> ${words(one, one.theirs)}</p>
          <p class="row">
            <wa-button
              size="s"
              appearance=${isMine ? 'accent' : 'outlined'}
              aria-pressed=${isMine}
              @click=${choose(one.pointer, true)}
              >Keep mine</wa-button
            >
            <wa-button
              size="s"
              appearance=${isMine ? 'outlined' : 'accent'}
              aria-pressed=${!isMine}
              @click=${choose(one.pointer, false)}
              >Keep theirs</wa-button
            >
          </p>
        </fieldset>`;
      })}
      <wa-button slot="footer" variant="brand" @click=${this.#resolve}>Go on</wa-button>
    </wa-dialog>`;
  }

  readonly #onHash = (): void => {
    this.route = readRoute(location.hash);
    const { screen } = findScreen(this.route) ?? {};
    document.title = `${screen?.label ?? 'Console'} – ${this.store.name}`;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    if (event.key === 's') {
      event.preventDefault();
      this.#save();
    }
  };

  readonly #onLeave = (event: BeforeUnloadEvent): void => {
    if (this.store.isChanged || this.store.unsavedCount > 0) event.preventDefault();
  };

  /** A link to a place of the page would be taken for an address of the app. */
  readonly #skip = (event: Event): void => {
    event.preventDefault();
    this.querySelector<HTMLElement>('main')?.focus();
  };

  readonly #save = (): void => {
    void this.#saveOrAsk();
  };

  async #saveOrAsk(): Promise<void> {
    const { store } = this;
    if (!(await store.bring())) return;
    await store.judged();
    if (store.errors.length > 0 && store.unsaved.length > 0) this.dialog = 'save';
    else await store.save();
  }

  readonly #saveAnyway = (): void => {
    this.dialog = null;
    void this.store.save();
  };

  readonly #onHidden = (event: Event): void => {
    if (event.target === event.currentTarget) this.dialog = null;
  };

  readonly #stayOpen = (event: Event): void => {
    if (this.store.conflict) event.preventDefault();
  };

  readonly #resolve = (): void => {
    this.store.resolve(this.#mine);
    this.#mine.clear();
  };
}
