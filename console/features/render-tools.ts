import { html, nothing, type TemplateResult } from 'lit';
import { extractSubRule } from '../../src/gestures/extract-sub-rule.js';
import { copyForPath, duplicateNode } from '../../src/gestures/insert-node.js';
import type { BranchClipboard } from './branch-clipboard.js';
import { createDeleteDialog } from './delete-dialog.js';
import { askToRemoveGroup, createGroupDialog, createRenameDialog } from './group-dialogs.js';
import { createLeadDialog, leadCurrent } from './lead-dialog.js';
import { createEditDialog } from './node-dialog.js';
import { createRemainingDialog } from './remaining-dialog.js';
import type { RuleDesk } from './rule-desk.js';

/** Renders the actions on the current row. */
export function renderTools(desk: RuleDesk, clipboard: BranchClipboard): TemplateResult {
  const { store, place } = desk;
  const { row, card, owner } = desk.item;
  const trial = [card, owner].find((one) => one?.type === 'trial') ?? null;
  const tool = (label: string, run: () => void): TemplateResult =>
    html`<wa-button size="s" appearance="outlined" @click=${run}>${label}</wa-button>`;
  return html`<div class="row tools" role="toolbar" aria-label="Actions on ${row.label}">
    <strong>${owner ? `${owner.number}. ${owner.title} › ${row.label}` : row.label}</strong>
    ${tool('Insert…', () => desk.focusPalette())} ${tool('Lead to…', () => (desk.dialog = createLeadDialog(desk)))}
    ${
      card === null
        ? nothing
        : html`${tool('Edit…', () => (desk.dialog = createEditDialog(card)))}
          ${tool('Delete…', () => (desk.dialog = createDeleteDialog(card)))}
          ${tool('Duplicate', () => desk.run(duplicateNode(store.config, place, card.pointer)))}`
    }
    ${tool('Copy', () => clipboard.copy(desk))} ${tool('Cut', () => clipboard.cut(desk))}
    ${tool('Paste', () => void clipboard.paste(desk))}
    ${
      card !== null && card.entries > 1
        ? tool('Make a copy for this path', () => desk.run(copyForPath(store.config, place, row.pointer)))
        : nothing
    }
    ${
      card === null
        ? nothing
        : tool('Turn into a sub rule', () => desk.run(extractSubRule(store.config, place, card.pointer)))
    }
    ${
      card?.type === 'sub-rule' && typeof card.node['rule'] === 'string'
        ? tool('Open the sub rule', () => desk.openSubRule(card.node['rule'] as string))
        : nothing
    }
    ${renderGroupTools(desk, tool)}
    ${trial === null ? nothing : tool('Add: when … left', () => (desk.dialog = createRemainingDialog(trial)))}
  </div>`;
}

/** The actions on exits that a node has by a definition elsewhere, or by numbers. */
function renderGroupTools(
  desk: RuleDesk,
  tool: (label: string, run: () => void) => TemplateResult,
): (TemplateResult | typeof nothing)[] {
  const { row, card, owner } = desk.item;
  const test = [card, owner].find((one) => one?.type === 'split-test');
  const isGroup = owner?.type === 'split-test' && row.name !== 'unknown';
  const isNumber = owner?.type === 'trial' && /^\d+$/.test(row.name);
  return [
    test ? tool('Add a group…', () => (desk.dialog = createGroupDialog(test))) : nothing,
    isGroup ? tool('Rename this group…', () => (desk.dialog = createRenameDialog(owner, row.name))) : nothing,
    isGroup ? tool('Remove this group…', () => askToRemoveGroup(desk, owner, row.name)) : nothing,
    isNumber ? tool('Remove this exit', () => leadCurrent(desk, { to: 'nothing' })) : nothing,
  ];
}
