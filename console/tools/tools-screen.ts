import { html, nothing, type TemplateResult } from 'lit';
import { listToolMembers } from '../../src/schema/list-members.js';
import { renderCheckbox } from '../parts/checkbox.js';
import { describeMistakes } from '../parts/mistake-text.js';
import type { Screen } from '../shell/screen.js';
import type { ConsoleStore } from '../store/console-store.js';
import { ComponentPlace, placeOfRecord } from '../walls/component-place.js';
import { renderMembers } from '../walls/render-members.js';

const MEMBERS = listToolMembers();

/** Settings › Data layer & analytics: where pages report decisions, walls and conversions. */
export const toolsScreen: Screen = {
  path: 'settings/tools',
  group: 'Settings',
  label: 'Data layer & analytics',
  render: (store) => {
    const isOn = store.read('/dataLayer') !== false;
    return html`<h1>Data layer & analytics</h1>
      <p>Pages report decisions, walls and conversions here, and nothing that a reader types.</p>
      <div class="columns">
        <section aria-label="Data layer">
          <h2>Data layer</h2>
          ${renderCheckbox({
            label: 'Push to the data layer of the page',
            isChecked: isOn,
            onChange: (isChecked) => store.set('/dataLayer', isChecked ? undefined : false),
          })}
          ${isOn ? renderTool(store, 'dataLayer') : nothing}
        </section>
        <section aria-label="Analytics">
          <h2>Analytics</h2>
          ${renderTool(store, 'analytics')}
        </section>
      </div>`;
  },
};

/** The members of a tool, which is in the config once one of them is. */
function renderTool(store: ConsoleStore, name: keyof typeof MEMBERS): TemplateResult {
  const whole = new ComponentPlace(store, `/${name}`, null, () => {});
  const { text } = describeMistakes(whole.mistakesAt('').filter(({ severity }) => severity === 'error'));
  const items = { opened: null, onOpen: () => {}, onFocus: () => {} };
  return html`${text ? html`<p class="wrong">${text}</p>` : nothing}
  ${renderMembers({ place: placeOfRecord(whole, ''), items }, MEMBERS[name], { pointer: '', name })}`;
}
