import { html } from 'lit';
import type { RuleDialog } from './rule-desk.js';

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['↑ ↓ Home End', 'line by line'],
  ['→ ←', 'to what the exit leads to, and back'],
  ['a letter', 'to the next line that begins with it'],
  ['Enter', 'edits the node, or opens “Lead to…”'],
  ['Insert or +', 'goes to the palette'],
  ['Delete', 'deletes the node, or opens the exit'],
  ['F2', 'edits the node and its id'],
  ['Ctrl+C, X, V, D', 'copies, cuts, pastes, duplicates'],
  ['Ctrl+Z, Ctrl+Shift+Z', 'undoes, does again'],
  ['Ctrl+F', 'finds; Enter and Shift+Enter go on, Escape ends'],
  ['Ctrl+P', 'follows the next reader'],
  ['Alt+arrows', 'pan the canvas'],
  ['Ctrl +, −, 0', 'zoom the canvas'],
  ['?', 'this list'],
];

/** The keys of the outline. */
export function createKeysDialog(): RuleDialog {
  return {
    label: 'Keys of the outline',
    render: () =>
      html`<p>They work while the outline has the focus.</p>
        <dl class="keys" tabindex="0">
          ${KEYS.map(
            ([keys, does]) =>
              html`<dt>${keys}</dt>
                <dd>${does}</dd>`,
          )}
        </dl>`,
  };
}
