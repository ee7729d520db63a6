import { html, nothing, type TemplateResult } from 'lit';
import { property } from '../../components/internal/property.js';
import { readFieldText } from '../../src/cards/read-field-text.js';
import { addGroup, findGroupTargets, findTestNodes, removeGroup } from '../../src/gestures/edit-groups.js';
import { isRefusal, type Gesture, type Refusal } from '../../src/gestures/gesture.js';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { toFreeId } from '../parts/to-free-id.js';
import { renderTextField } from '../parts/text-field.js';
import { StoreElement } from '../shell/screen.js';

/** The groups of a split test: their weights, and which there are. A change is one of the config at once. */
export class TestGroups extends StoreElement {
  /** Id of the test; empty where none is chosen. */
  @property({ attribute: false }) test = '';
  /** Is called with a test that was begun here. */
  @property({ attribute: false }) onTest: (test: string) => void = () => {};
  @property({ attribute: false }) typedGroup = '';
  @property({ attribute: false }) typedTest = '';
  /** A group that is removed once that is confirmed, as nodes lead on from it. */
  @property({ attribute: false }) asked: string | null = null;
  @property({ attribute: false }) refusal = '';

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('test')) this.asked = null;
  }

  override render(): TemplateResult {
    const groups = this.#groups;
    return html`${
      groups.length > 0
        ? html`<fieldset>
            <legend>Groups of ${this.test}</legend>
            <p class="hint">${this.#describeUse()}</p>
            ${groups.map((group, index) => this.#renderGroup(group, index))} ${this.#renderAdd()}
            ${this.refusal ? html`<p class="wrong" role="alert">${this.refusal}</p>` : nothing}
          </fieldset>`
        : nothing
    }
    ${this.#renderNewTest()}`;
  }

  #renderGroup(group: unknown, index: number): TemplateResult {
    const id = String(own(group, 'id') ?? '');
    const at = `${this.#at}/groups/${index}/weight`;
    return html`<div role="group" aria-label="Group ${id}" class="group-row">
      <strong>${id}</strong>
      ${renderTextField({
        label: `Weight of ${id}`,
        value: String(own(group, 'weight') ?? ''),
        hint: this.#shareOf(group),
        mistakes: this.store.mistakesAt(at),
        onInput: (text) => this.store.set(at, readFieldText('number', text.replace(',', '.')), `type ${at}`),
      })}
      <wa-button size="s" appearance="plain" ?disabled=${this.#groups.length === 1} @click=${() => this.#remove(id)}
        >${`Remove ${id}`}</wa-button
      >
      ${this.asked === id ? this.#renderAsk(id) : nothing}
    </div>`;
  }

  #renderAsk(id: string): TemplateResult {
    const count = findGroupTargets(this.store.config, this.test, id).length;
    return html`<p role="alert">
        ${count === 1 ? 'A node leads on' : `${count} nodes lead on`} from ${id}. Removing the group removes those
        branches.
      </p>
      <p class="row">
        <wa-button size="s" appearance="outlined" @click=${() => (this.asked = null)}>Keep the group</wa-button>
        <wa-button
          size="s"
          variant="danger"
          appearance="outlined"
          @click=${() => this.#run(removeGroup(this.store.config, this.test, id))}
          >Remove it with its branches</wa-button
        >
      </p>`;
  }

  #renderAdd(): TemplateResult {
    const add = (): void => {
      const added = addGroup(this.store.config, this.test, this.typedGroup.trim());
      if (!isRefusal(added)) this.typedGroup = '';
      this.#run(added);
    };
    return html`<div @keydown=${onEnter(add)}>
        ${renderTextField({
          label: 'New group',
          value: this.typedGroup,
          hint: 'A short name, such as c. It opens an exit in each node of the test.',
          onInput: (text) => (this.typedGroup = text),
        })}
      </div>
      <wa-button size="s" appearance="outlined" @click=${add}>Add the group</wa-button>`;
  }

  #renderNewTest(): TemplateResult {
    const add = (): void => {
      const title = this.typedTest.trim();
      const tests = this.store.read('/splitTests');
      const id = toFreeId(title || 'test', isRecord(tests) ? Object.keys(tests) : []);
      const groups = ['a', 'b'].map((group) => ({ id: group, weight: 1 }));
      this.store.set(`/splitTests${toPointer(id)}`, { ...(title && { title }), groups });
      this.store.announce(`Split test ${id} added, with the groups a and b.`);
      this.typedTest = '';
      this.onTest(id);
    };
    return html`<details class="item" ?open=${this.#groups.length === 0}>
      <summary>Another split test</summary>
      <div class="item-body">
        <div @keydown=${onEnter(add)}>
          ${renderTextField({
            label: 'Name of the split test',
            value: this.typedTest,
            hint: 'It begins with the groups a and b, one half of readers each.',
            onInput: (text) => (this.typedTest = text),
          })}
        </div>
        <wa-button size="s" appearance="outlined" @click=${add}>Add a split test</wa-button>
      </div>
    </details>`;
  }

  #describeUse(): string {
    const count = findTestNodes(this.store.config, this.test).length;
    const nodes = count === 1 ? '1 node uses' : `${count} nodes use`;
    return count === 0 ? 'No node uses it yet.' : `${nodes} it. Changes here hold for all of them, at once.`;
  }

  /** The share of readers that a group gets. */
  #shareOf(group: unknown): string {
    const weights = this.#groups.map((one) => Number(own(one, 'weight')));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const weight = Number(own(group, 'weight'));
    return sum > 0 && Number.isFinite(weight) ? `${Math.round((weight / sum) * 100)} % of readers` : '';
  }

  get #at(): string {
    return `/splitTests${toPointer(this.test)}`;
  }

  get #groups(): readonly unknown[] {
    const groups = this.test === '' ? undefined : this.store.read(`${this.#at}/groups`);
    return Array.isArray(groups) ? (groups as readonly unknown[]) : [];
  }

  #remove(id: string): void {
    if (findGroupTargets(this.store.config, this.test, id).length > 0) this.asked = id;
    else this.#run(removeGroup(this.store.config, this.test, id));
  }

  #run(result: Gesture | Refusal): void {
    this.refusal = isRefusal(result) ? result.refused : '';
    if (isRefusal(result)) return;
    this.asked = null;
    this.store.edit(result.edits);
    this.store.announce(result.says);
  }
}

/** Does something on Enter, which would save the form around it. */
function onEnter(run: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
}
