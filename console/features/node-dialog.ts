import { html, nothing, type TemplateResult } from 'lit';
import type { Card } from '../../src/cards/card.js';
import { fieldsOf } from '../../src/cards/describer.js';
import { createFields } from '../../src/cards/list-fields.js';
import { titleOfNode } from '../../src/cards/node-groups.js';
import { editNode, renameNode } from '../../src/gestures/edit-node.js';
import { isRefusal } from '../../src/gestures/gesture.js';
import { insertNode } from '../../src/gestures/insert-node.js';
import { renderTextField } from '../parts/text-field.js';
import { listMissing, renderFields } from './render-fields.js';
import type { RuleDesk, RuleDialog } from './rule-desk.js';
import { renderWouldPass } from './would-pass.js';

type JsonObject = Readonly<Record<string, unknown>>;

/** A node as far as its form is filled in. */
interface NodeForm {
  /** JSON pointer of the node; `null` for one that is to be inserted. */
  readonly card: string | null;
  readonly node: JsonObject;
  readonly id: string;
  /** Whether empty fields that are required are marked. */
  readonly isChecked: boolean;
}

/** The form of a node that is inserted on the current row. */
export function createNewNodeDialog(type: string, config: unknown): RuleDialog {
  return createNodeDialog({ card: null, node: createFields(type, config), id: '', isChecked: false });
}

/** The form of a node that the rule has. */
export function createEditDialog({ pointer, node, id }: Card): RuleDialog {
  return createNodeDialog({ card: pointer, node: fieldsOf(node), id: id ?? '', isChecked: false });
}

function createNodeDialog(form: NodeForm): RuleDialog {
  return {
    label: titleOfNode(String(form.node['type'])),
    render: (desk) => renderForm(desk, form),
    save: (desk) => saveForm(desk, form),
  };
}

function renderForm(desk: RuleDesk, form: NodeForm): TemplateResult {
  const { node, isChecked, card, id } = form;
  const change = (changes: Partial<NodeForm>): void => void (desk.dialog = createNodeDialog({ ...form, ...changes }));
  return html`${renderFields({
    node,
    store: desk.store,
    isChecked,
    onChange: (name, value) => change({ node: { ...node, [name]: value } }),
  })}
  ${renderWouldPass(desk.store, withoutEmpty(node))}
  ${
    card === null
      ? nothing
      : renderTextField({
          label: 'Id',
          value: id,
          hint: 'Name of the node in the file and in traces.',
          onInput: (text) => change({ id: text }),
        })
  }`;
}

function saveForm(desk: RuleDesk, form: NodeForm): void {
  const { store, place, item } = desk;
  const missing = listMissing(form.node, store.config);
  if (missing.length > 0) {
    desk.dialog = createNodeDialog({ ...form, isChecked: true });
    store.announce(`Look at ${missing.join(', ')}.`);
    focusMistake();
  } else if (form.card === null)
    desk.finish(insertNode(store.config, place, item.row.pointer, withoutEmpty(form.node)));
  else saveNode(desk, form.card, form);
}

function saveNode(desk: RuleDesk, card: string, { node, id }: NodeForm): void {
  const { store, place, view } = desk;
  const before = view.cards.find(({ pointer }) => pointer === card);
  const [was, is] = [fieldsOf(before?.node ?? {}), withoutEmpty(fieldsOf(node))];
  const names = [...new Set([...Object.keys(node), ...Object.keys(was)])];
  const changes = Object.fromEntries(names.filter((name) => was[name] !== is[name]).map((name) => [name, is[name]]));
  const edited = editNode(store.config, place, card, changes);
  desk.finish(edited);
  if (!isRefusal(edited) && id !== '' && id !== before?.id) {
    desk.run(renameNode(store.config, place, edited.focus.pointer, id));
  }
}

/** Leads to the first field that is missing or wrong, once it says so. */
function focusMistake(): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>('.gesture :is(.has-error, [aria-invalid="true"])')?.focus(),
  );
}

/** The node without empty fields. */
function withoutEmpty(node: JsonObject): JsonObject {
  const isValueless = node['condition'] === 'is-empty' || node['condition'] === 'is-not-empty';
  return Object.fromEntries(
    Object.entries(node).filter(([name, value]) => value !== undefined && !(isValueless && name === 'value')),
  );
}
