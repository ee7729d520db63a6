import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import type { Card, Row, RulePlace, RuleView } from '../../src/cards/card.js';
import { Describer, fieldsOf } from '../../src/cards/describer.js';
import { createFields } from '../../src/cards/list-fields.js';
import { listOpenExits } from '../../src/cards/list-open-exits.js';
import { titleOfNode } from '../../src/cards/node-groups.js';
import type { PlacedCards } from '../../src/cards/place-cards.js';
import { readOutline, type OutlineItem } from '../../src/cards/read-outline.js';
import { readRule } from '../../src/cards/read-rule.js';
import { copyBranch, pasteBranch } from '../../src/gestures/copy-branch.js';
import { deleteNode, listKeepChoices } from '../../src/gestures/delete-node.js';
import { addRemaining, editNode, renameNode } from '../../src/gestures/edit-node.js';
import { extractSubRule } from '../../src/gestures/extract-sub-rule.js';
import { isRefusal, type Focus, type Gesture, type LeadChoice, type Refusal } from '../../src/gestures/gesture.js';
import { giveRule, takeRule } from '../../src/gestures/give-rule.js';
import { copyForPath, duplicateNode, insertNode } from '../../src/gestures/insert-node.js';
import { leadTo } from '../../src/gestures/lead-to.js';
import type { UserState } from '../../src/model/config.js';
import { renderTextField } from '../parts/text-field.js';
import { describeMistake } from '../shell/problems.js';
import { StoreElement } from '../shell/screen.js';
import { listMissing, renderFields } from './render-fields.js';
import { measureCards, renderCards } from './render-cards.js';
import { readDraft, renderLead, writeDraft, type OutcomeDraft } from './render-lead.js';
import { renderOutline } from './render-outline.js';
import { renderPalette } from './render-palette.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** The dialog that is open. */
type OpenDialog =
  | {
      readonly kind: 'node';
      readonly card: string | null;
      readonly node: JsonObject;
      readonly id: string;
      readonly isChecked: boolean;
    }
  | { readonly kind: 'lead'; readonly draft: OutcomeDraft }
  | { readonly kind: 'delete'; readonly card: string }
  | { readonly kind: 'remaining'; readonly card: string; readonly count: string };

/** The rule of a user state: its outline, its cards, the palette, and a dialog for each gesture. */
export class RuleEditor extends StoreElement {
  @property({ attribute: false }) feature = '';
  @property({ attribute: false }) state: UserState = 'anonymous';
  /** JSON pointer of the current row. */
  @property({ attribute: false }) current = '';
  @property({ attribute: false }) filter = '';
  @property({ attribute: false }) dialog: OpenDialog | null = null;
  @property({ attribute: false }) placed: PlacedCards | null = null;
  /** A branch that was copied, where the browser refuses its clipboard. */
  #copied = '';
  readonly #describer = new Describer();
  #laidOut: unknown = null;
  #read: { readonly config: unknown; readonly key: string; readonly view: RuleView } | null = null;
  #items: readonly OutlineItem[] = [];

  override render(): TemplateResult {
    const { view } = this;
    this.#items = readOutline(view);
    const item = this.#item;
    const open = listOpenExits(view).length;
    return html`
      <p>${view.readers} ${view.note ?? ''} ${this.#renderOwn(view)}</p>
      ${this.#renderTools(item)}
      <div class="rule">
        ${renderPalette({
          filter: this.filter,
          onFilter: (text) => (this.filter = text),
          onChoose: (type) => this.#openNew(type),
          onDrop: (row, type) => this.#drop(row, type),
        })}
        <div class="sheets">
          ${renderOutline({
            items: this.#items,
            current: item.row.pointer,
            mistakeAt: (one) => this.#mistakeAt(one),
            onChoose: (one) => this.#choose(one.row),
            onKey: this.#onKey,
          })}
          ${
            this.placed && this.#laidOut === view
              ? renderCards({
                  view,
                  placed: this.placed,
                  current: item.row.pointer,
                  onChoose: (row) => this.#choose(row),
                  onEdit: (card) => this.#openNode(card),
                })
              : html`<div class="canvas" aria-hidden="true"></div>`
          }
          <p class="hint">
            ${view.cards.length === 1 ? '1 node' : `${view.cards.length} nodes`}${open > 0 ? `, ${open} open` : ''}.
            ${view.idle.length > 0 ? `No path leads to ${view.idle.map(({ id, title }) => id ?? title).join(', ')}.` : ''}
          </p>
        </div>
      </div>
      ${this.#renderDialog(view, item)}
    `;
  }

  override updated(): void {
    const { view } = this;
    if (this.#laidOut === view || this.#pendingLayout === view) return;
    this.#pendingLayout = view;
    void this.store.layout?.place(measureCards(view)).then((placed) => {
      this.#laidOut = view;
      this.placed = placed;
    });
  }
  #pendingLayout: RuleView | null = null;

  /** The rule as it is now, read once for each config. */
  get view(): RuleView {
    const { config } = this.store;
    const key = `${this.state} ${this.feature}`;
    if (this.#read?.config !== config || this.#read.key !== key) {
      this.#read = { config, key, view: readRule(config, this.#place, this.#describer) };
    }
    return this.#read.view;
  }

  get #place(): RulePlace {
    return { feature: this.feature, state: this.state };
  }

  /** The line of the current row; the first one where the row is gone. */
  get #item(): OutlineItem {
    return this.#items.find(({ row }) => row.pointer === this.current) ?? this.#items[0]!;
  }

  #renderOwn(view: RuleView): TemplateResult | typeof nothing {
    const { store, feature, state } = this;
    if (view.isOwn) {
      return html`<wa-button
        size="small"
        appearance="plain"
        @click=${() => this.#run(takeRule(store.config, feature, state))}
        >Remove this rule</wa-button
      >`;
    }
    return html`<wa-button
      size="small"
      appearance="outlined"
      @click=${() => this.#run(giveRule(store.config, feature, state))}
      >Give ${state === 'customer' ? 'customers' : `${state} readers`} a rule of their own</wa-button
    >`;
  }

  #renderTools({ row, card, owner }: OutlineItem): TemplateResult {
    const { config } = this.store;
    const place = this.#place;
    const tool = (label: string, run: () => void, isShown = true): TemplateResult | typeof nothing =>
      isShown ? html`<wa-button size="small" appearance="outlined" @click=${run}>${label}</wa-button>` : nothing;
    const trial = card?.type === 'trial' ? card : owner?.type === 'trial' ? owner : null;
    return html`<div class="row tools" role="toolbar" aria-label="Actions on ${row.label}">
      <strong>${owner ? `${owner.number}. ${owner.title} › ${row.label}` : row.label}</strong>
      ${tool('Insert…', () => this.#focusFilter())} ${tool('Lead to…', () => this.#openLead(row))}
      ${tool('Edit…', () => this.#openNode(card!), card !== null)}
      ${tool('Delete…', () => (this.dialog = { kind: 'delete', card: card!.pointer }), card !== null)}
      ${tool('Duplicate', () => this.#run(duplicateNode(config, place, card!.pointer)), card !== null)}
      ${tool('Copy', () => this.#copy(row))} ${tool('Paste', () => void this.#paste(row))}
      ${tool('Make a copy for this path', () => this.#run(copyForPath(config, place, row.pointer)), card !== null && card.entries > 1)}
      ${tool('Turn into a sub rule', () => this.#run(extractSubRule(config, place, card!.pointer)), card !== null)}
      ${tool('Add: when … left', () => (this.dialog = { kind: 'remaining', card: trial!.pointer, count: '1' }), trial !== null)}
    </div>`;
  }

  #renderDialog(view: RuleView, item: OutlineItem): TemplateResult {
    const { dialog } = this;
    const label = { node: dialog?.kind === 'node' ? titleOfNode(String(dialog.node['type'])) : '', lead: `Lead ${item.row.label} to`, delete: 'Delete the node', remaining: 'When articles are left' }; // prettier-ignore
    return html`<wa-dialog
      class="gesture"
      label=${dialog ? label[dialog.kind] : 'Node'}
      ?open=${dialog !== null}
      @wa-after-hide=${this.#onHidden}
      @keydown=${this.#onDialogKey}
    >
      ${dialog?.kind === 'node' ? this.#renderNode(dialog) : nothing}
      ${dialog?.kind === 'lead' ? this.#renderLeadDialog(dialog, view, item) : nothing}
      ${dialog?.kind === 'delete' ? this.#renderDelete(dialog.card, view) : nothing}
      ${
        dialog?.kind === 'remaining'
          ? html`${renderTextField({
              label: 'Articles left',
              value: dialog.count,
              onInput: (count) => (this.dialog = { ...dialog, count }),
            })}
            ${this.#renderSave()}`
          : nothing
      }
    </wa-dialog>`;
  }

  #renderNode(dialog: OpenDialog & { kind: 'node' }): TemplateResult {
    const { node, isChecked, card, id } = dialog;
    return html`${renderFields({
      node,
      config: this.store.config,
      isChecked,
      onChange: (name, value) => {
        const now = this.dialog as typeof dialog;
        this.dialog = { ...now, node: { ...now.node, [name]: value } };
      },
    })}
    ${
      card === null
        ? nothing
        : renderTextField({
            label: 'Id',
            value: id,
            hint: 'Name of the node in the file and in traces.',
            onInput: (text) => (this.dialog = { ...(this.dialog as typeof dialog), id: text }),
          })
    }
    ${this.#renderSave()}`;
  }

  #renderSave(): TemplateResult {
    return html`<wa-button slot="footer" appearance="outlined" @click=${() => (this.dialog = null)}>Cancel</wa-button>
      <wa-button slot="footer" variant="brand" @click=${() => this.#save()}>Save</wa-button>`;
  }

  #renderLeadDialog(dialog: OpenDialog & { kind: 'lead' }, view: RuleView, { row }: OutlineItem): TemplateResult {
    return html`${renderLead({
      config: this.store.config,
      view,
      row,
      draft: dialog.draft,
      onDraft: (draft) => (this.dialog = { kind: 'lead', draft }),
      onChoose: (choice) => this.#lead(choice),
    })}
    ${this.#renderSave()}`;
  }

  #renderDelete(pointer: string, view: RuleView): TemplateResult {
    const card = view.cards.find((one) => one.pointer === pointer);
    if (!card) return html``;
    return html`<p>${card.number}. ${card.title}: ${card.words}</p>
      <div class="targets">
        ${listKeepChoices(card, view.cards).map(
          ({ exit, label }) =>
            html`<wa-button
              size="small"
              appearance="outlined"
              @click=${() => this.#finish(deleteNode(this.store.config, this.#place, pointer, exit))}
              >${label}</wa-button
            >`,
        )}
      </div>
      <wa-button slot="footer" appearance="outlined" @click=${() => (this.dialog = null)}>Cancel</wa-button>`;
  }

  #mistakeAt({ row, card, isLink }: OutlineItem): string {
    const { mistakes } = this.store;
    const inner = card?.rows.map(({ pointer }) => pointer) ?? [];
    const found = mistakes.find(({ pointer }) => {
      if (pointer === row.pointer) return true;
      if (!card || isLink || !pointer.startsWith(`${card.pointer}/`)) return false;
      return !inner.some((one) => pointer === one || pointer.startsWith(`${one}/`));
    });
    return found ? describeMistake(found) : '';
  }

  #choose(row: Row): void {
    this.current = row.pointer;
    void this.#focusCurrent();
  }

  #openNew(type: string): void {
    this.dialog = { kind: 'node', card: null, node: createFields(type, this.store.config), id: '', isChecked: false };
  }

  #openNode({ pointer, node, id }: Card): void {
    this.current = this.#items.find(({ card }) => card?.pointer === pointer)?.row.pointer ?? this.current;
    this.dialog = { kind: 'node', card: pointer, node: fieldsOf(node), id: id ?? '', isChecked: false };
  }

  #openLead({ target, pointer }: Row): void {
    const outcome = target.kind === 'outcome' && target.pointer === pointer ? this.store.read(pointer) : undefined;
    this.dialog = { kind: 'lead', draft: readDraft(outcome) };
  }

  #drop(row: string, type: string): void {
    this.current = row;
    this.#openNew(type);
  }

  #lead(choice: LeadChoice): void {
    this.#finish(leadTo(this.store.config, this.#place, this.#item.row.pointer, choice));
  }

  /** Does what the dialog's "Save" says. */
  #save(): void {
    const { dialog, store } = this;
    const { row } = this.#item;
    if (dialog?.kind === 'lead') {
      const before = row.target.kind === 'outcome' && row.target.pointer === row.pointer ? store.read(row.pointer) : {};
      this.#lead({ to: 'outcome', outcome: writeDraft(dialog.draft, before) });
    } else if (dialog?.kind === 'remaining') {
      this.#finish(addRemaining(store.config, this.#place, dialog.card, Number(dialog.count)));
    } else if (dialog?.kind === 'node') {
      const missing = listMissing(dialog.node, store.config);
      if (missing.length > 0) {
        this.dialog = { ...dialog, isChecked: true };
        store.announce(`Fill in ${missing.join(', ')}.`);
      } else if (dialog.card === null)
        this.#finish(insertNode(store.config, this.#place, row.pointer, withoutEmpty(dialog.node)));
      else this.#saveNode(dialog.card, dialog);
    }
  }

  #saveNode(card: string, { node, id }: { readonly node: JsonObject; readonly id: string }): void {
    const { config } = this.store;
    const before = this.view.cards.find(({ pointer }) => pointer === card);
    const [was, is] = [fieldsOf(before?.node ?? {}), withoutEmpty(fieldsOf(node))];
    const names = [...new Set([...Object.keys(node), ...Object.keys(was)])];
    const changes = Object.fromEntries(names.filter((name) => was[name] !== is[name]).map((name) => [name, is[name]]));
    const edited = editNode(config, this.#place, card, changes);
    this.#finish(edited);
    if (!isRefusal(edited) && id !== '' && id !== before?.id) {
      this.#run(renameNode(this.store.config, this.#place, edited.focus.pointer, id));
    }
  }

  /** Ends a dialog with a gesture. A refused one leaves it open. */
  #finish(result: Gesture | Refusal): void {
    if (!isRefusal(result)) this.dialog = null;
    this.#run(result);
  }

  #run(result: Gesture | Refusal): void {
    const { store } = this;
    if (isRefusal(result)) return store.say('warning', result.refused);
    store.edit(result.edits);
    store.announce(result.says);
    this.current = this.#rowOf(result.focus);
    void this.#focusCurrent();
  }

  #rowOf({ on, pointer }: Focus): string {
    const items = readOutline(this.view);
    const found = items.find(({ row, card, isLink }) =>
      on === 'row' ? row.pointer === pointer : card?.pointer === pointer && !isLink,
    );
    return found?.row.pointer ?? this.view.start.pointer;
  }

  async #focusCurrent(): Promise<void> {
    await this.updateComplete;
    if (this.dialog === null) this.querySelector<HTMLElement>('[role=treeitem][tabindex="0"]')?.focus();
  }

  #focusFilter(): void {
    this.querySelector<HTMLElement>('.palette wa-input')?.focus();
  }

  #copy({ pointer }: Row): void {
    const text = copyBranch(this.store.config, this.#place, pointer);
    if (text === null) return this.store.announce('The exit leads nowhere: there is no branch to copy.');
    this.#copied = text;
    void navigator.clipboard?.writeText(text).catch(() => {});
    this.store.announce('Branch copied.');
  }

  async #paste({ pointer }: Row): Promise<void> {
    const text = await navigator.clipboard?.readText().catch(() => this.#copied);
    this.#run(pasteBranch(this.store.config, this.#place, pointer, text || this.#copied));
  }

  readonly #onHidden = (event: Event): void => {
    if (event.target !== event.currentTarget) return;
    this.dialog = null;
    // The dialog gives the focus back to what opened it, after this event.
    setTimeout(() => void this.#focusCurrent());
  };

  readonly #onDialogKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || (event.target as HTMLElement).localName === 'wa-input')) return;
    event.preventDefault();
    this.#save();
  };

  /** The keys of the tree. Shortcuts work only while it has the focus (WCAG 2.1.4). */
  readonly #onKey = (event: KeyboardEvent): void => {
    const item = this.#item;
    const isHandled = event.ctrlKey || event.metaKey ? this.#onShortcut(event, item) : this.#onMove(event.key, item);
    if (isHandled) event.preventDefault();
  };

  #onMove(key: string, { row, card, owner }: OutlineItem): boolean {
    const items = this.#items;
    const at = items.findIndex((one) => one.row.pointer === row.pointer);
    const parent = items.findIndex((one) => one.card === owner && !one.isLink);
    const child = card ? items.findIndex((one) => one.owner === card) : -1;
    const places: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1, ArrowLeft: owner ? parent : at, ArrowRight: child }; // prettier-ignore
    if (Object.hasOwn(places, key)) {
      const to = items[places[key]!];
      if (to) this.#choose(to.row);
    } else if (key === 'Enter') {
      if (card) this.#openNode(card);
      else this.#openLead(row);
    } else if (key === 'Insert' || key === '+') this.#focusFilter();
    else if (key === 'Delete') {
      if (card) this.dialog = { kind: 'delete', card: card.pointer };
      else this.#lead({ to: 'nothing' });
    } else if (key === 'F2' && card) this.#openNode(card);
    else if (/^\p{L}$/u.test(key)) return this.#jump(key, at);
    else return false;
    return true;
  }

  /** Goes to the next line whose words begin with a letter. */
  #jump(letter: string, at: number): boolean {
    const ordered = [...this.#items.slice(at + 1), ...this.#items.slice(0, at)];
    const begins = (words: string): boolean => words.toLowerCase().startsWith(letter.toLowerCase());
    const to = ordered.find(({ card, row }) => begins(card?.title ?? row.label));
    if (to) this.#choose(to.row);
    return to !== undefined;
  }

  #onShortcut({ key, shiftKey }: KeyboardEvent, { row, card }: OutlineItem): boolean {
    const { store } = this;
    if (key === 'c') this.#copy(row);
    else if (key === 'v') void this.#paste(row);
    else if (key === 'd' && card) this.#run(duplicateNode(store.config, this.#place, card.pointer));
    else if (key.toLowerCase() === 'z') {
      if (shiftKey) store.redo();
      else store.undo();
      void this.#focusCurrent();
    } else return false;
    return true;
  }
}

/** The node without empty fields. */
function withoutEmpty(node: JsonObject): JsonObject {
  const isValueless = node['condition'] === 'is-empty' || node['condition'] === 'is-not-empty';
  return Object.fromEntries(
    Object.entries(node).filter(([name, value]) => value !== undefined && !(isValueless && name === 'value')),
  );
}
