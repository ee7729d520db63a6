import { html, nothing, type TemplateResult } from 'lit';
import type { ConsoleStore } from '../store/console-store.js';

/** Days that can be chosen. */
const DAYS = [7, 30, 90];

/** Renders the choice of days whose traffic is shown; nothing where the process reads no counts. */
export function renderTraffic(store: ConsoleStore): TemplateResult | typeof nothing {
  if (!store.countsTraffic) return nothing;
  const shown = store.looking.traffic?.days;
  return html`<label class="choice"
    ><span>Traffic</span
    ><select @change=${(event: Event) => void showTraffic(store, Number((event.target as HTMLSelectElement).value))}>
      <option value="0" ?selected=${shown === undefined}>None</option>
      ${DAYS.map((days) => html`<option value=${days} ?selected=${days === shown}>Last ${days} days</option>`)}
    </select></label
  >`;
}

async function showTraffic(store: ConsoleStore, days: number): Promise<void> {
  if (days === 0) return store.look({ traffic: null });
  try {
    const { exits } = await store.api.readTraffic(days);
    store.look({ traffic: { days, exits } });
    store.announce(
      exits.length > 0
        ? `Exits show the decisions of the last ${days} days.`
        : `No decision of the last ${days} days was counted.`,
    );
  } catch (error) {
    store.say('warning', (error as Error).message);
    // The list shows again what is shown.
    store.look({});
  }
}
