import { html } from 'lit';
import type { Card } from '../../src/cards/card.js';
import { deleteNode, listKeepChoices } from '../../src/gestures/delete-node.js';
import type { RuleDialog } from './rule-desk.js';

/** Asks which target of a node is kept when it is deleted. */
export function createDeleteDialog(card: Card): RuleDialog {
  return {
    label: 'Delete the node',
    render: (desk) =>
      html`<p>${card.number}. ${card.title}: ${card.words}</p>
        <div class="targets">
          ${listKeepChoices(card, desk.view.cards).map(
            ({ exit, label }) =>
              html`<wa-button
                size="s"
                appearance="outlined"
                @click=${() => desk.finish(deleteNode(desk.store.config, desk.place, card.pointer, exit))}
                >${label}</wa-button
              >`,
          )}
        </div>`,
  };
}
