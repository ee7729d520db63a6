import { html } from 'lit';
import type { RuleDesk, RuleDialog } from './rule-desk.js';

/** Octets of a config that is compared with. */
const MAX_COMPARED_BYTES = 16_000_000;

/** Asks for another config, which the rules are compared with. It is read in the browser and sent nowhere. */
export function createCompareDialog(says = ''): RuleDialog {
  return {
    label: 'Compare with another config',
    render: (desk) =>
      html`<label class="choice"
          ><span>Config</span
          ><input type="file" accept=".json,application/json" @change=${(event: Event) => void read(desk, event)}
        /></label>
        <p class="hint" role="status">${says || 'The file is read in this browser, and changed by nothing here.'}</p>`,
  };
}

async function read(desk: RuleDesk, event: Event): Promise<void> {
  const [file] = (event.target as HTMLInputElement).files ?? [];
  if (!file) return;
  if (file.size > MAX_COMPARED_BYTES) {
    desk.dialog = createCompareDialog(`${file.name} is larger than 16 MB.`);
    return;
  }
  try {
    const config = JSON.parse((await file.text()).replace(/^\uFEFF/, '')) as unknown;
    desk.store.look({ compared: { name: file.name, config } });
    desk.dialog = null;
  } catch {
    desk.dialog = createCompareDialog(`${file.name} is not JSON.`);
  }
}
