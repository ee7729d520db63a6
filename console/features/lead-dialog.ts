import { leadTo } from '../../src/gestures/lead-to.js';
import type { LeadChoice } from '../../src/gestures/gesture.js';
import { readDraft, renderLead, writeDraft, type OutcomeDraft } from './render-lead.js';
import type { RuleDesk, RuleDialog } from './rule-desk.js';

/** The targets that the current row may lead to. */
export function createLeadDialog(desk: RuleDesk): RuleDialog {
  return withDraft(desk.item.row.label, readDraft(readOwnOutcome(desk)));
}

/** Leads the current row to a target, and ends the dialog. */
export function leadCurrent(desk: RuleDesk, choice: LeadChoice): void {
  desk.finish(leadTo(desk.store.config, desk.place, desk.item.row.pointer, choice));
}

function withDraft(name: string, draft: OutcomeDraft): RuleDialog {
  return {
    label: `Lead ${name} to`,
    render: (desk) =>
      renderLead({
        config: desk.store.config,
        view: desk.view,
        row: desk.item.row,
        draft,
        onDraft: (next) => (desk.dialog = withDraft(name, next)),
        onChoose: (choice) => leadCurrent(desk, choice),
      }),
    save: (desk) => leadCurrent(desk, { to: 'outcome', outcome: writeDraft(draft, readOwnOutcome(desk) ?? {}) }),
  };
}

/** The outcome that the current row has in place. */
function readOwnOutcome({ store, item }: RuleDesk): unknown {
  const { target, pointer } = item.row;
  return target.kind === 'outcome' && target.pointer === pointer ? store.read(pointer) : undefined;
}
