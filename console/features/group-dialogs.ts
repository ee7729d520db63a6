import { html } from 'lit';
import type { Card } from '../../src/cards/card.js';
import { addGroup, findGroupTargets, removeGroup } from '../../src/gestures/edit-groups.js';
import { isRefusal, type Gesture, type Refusal } from '../../src/gestures/gesture.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { renameForReaders, renderNewName } from '../parts/rename-group.js';
import { renderTextField } from '../parts/text-field.js';
import type { RuleDesk, RuleDialog } from './rule-desk.js';

/** Asks for the id of another group of the split test of a node. */
export function createGroupDialog(card: Card, group = ''): RuleDialog {
  return {
    label: 'Add a group',
    render: (desk) =>
      renderTextField({
        label: 'Group',
        value: group,
        hint: 'Each node that uses the split test gets an open exit for it.',
        onInput: (text) => (desk.dialog = createGroupDialog(card, text)),
      }),
    save: (desk) => desk.finish(keepCard(addGroup(desk.store.config, testOf(card), group), card)),
  };
}

/** Asks for another id of a group of the split test of a node. */
export function createRenameDialog(card: Card, group: string, id = group): RuleDialog {
  const focus = { on: 'row', pointer: `${card.pointer}/exits${toPointer(id.trim())}` } as const;
  return {
    label: `Rename the group ${group}`,
    render: (desk) =>
      renderNewName(
        desk.store,
        { test: testOf(card), group, id },
        (text) => (desk.dialog = createRenameDialog(card, group, text)),
      ),
    save: (desk) => {
      const renamed = renameForReaders(desk.store, testOf(card), group, id.trim());
      desk.finish(isRefusal(renamed) ? renamed : { ...renamed, focus });
    },
  };
}

/** Removes a group of the split test of a node; asks first where some node leads its readers on. */
export function askToRemoveGroup(desk: RuleDesk, card: Card, group: string): void {
  const { store } = desk;
  const leading = findGroupTargets(store.config, testOf(card), group);
  const remove = (): void => desk.finish(keepCard(removeGroup(store.config, testOf(card), group), card));
  if (leading.length === 0) return remove();
  const nodes = leading.length === 1 ? 'In 1 node' : `In ${leading.length} nodes`;
  desk.dialog = {
    label: `Remove the group ${group}?`,
    render: () =>
      html`<p>${nodes} its exit leads on. Nodes and outcomes that only it leads to are removed with it.</p>
        <wa-button slot="footer" variant="danger" @click=${remove}>Remove it</wa-button>`,
  };
}

function testOf({ node }: Card): string {
  return String(node['test']);
}

/** The node stays the current one: its groups are elsewhere in the config. */
function keepCard(result: Gesture | Refusal, { pointer }: Card): Gesture | Refusal {
  return isRefusal(result) ? result : { ...result, focus: { on: 'card', pointer } };
}
