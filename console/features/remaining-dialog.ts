import type { Card } from '../../src/cards/card.js';
import { addRemaining } from '../../src/gestures/edit-node.js';
import { renderTextField } from '../parts/text-field.js';
import type { RuleDialog } from './rule-desk.js';

/** Asks for which number of articles a trial gets an exit of its own. */
export function createRemainingDialog(trial: Card, count = '1'): RuleDialog {
  return {
    label: 'When articles are left',
    render: (desk) =>
      renderTextField({
        label: 'Articles left',
        value: count,
        onInput: (text) => (desk.dialog = createRemainingDialog(trial, text)),
      }),
    save: (desk) => desk.finish(addRemaining(desk.store.config, desk.place, trial.pointer, Number(count))),
  };
}
