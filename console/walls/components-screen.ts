import { html, nothing, type TemplateResult } from 'lit';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { toHash } from '../shell/route.js';
import type { Screen } from '../shell/screen.js';
import type { ConsoleStore } from '../store/console-store.js';
import { nameOfType, NEW_COMPONENT } from './component-form.js';

/** Components: the walls and blocks that outcomes show. */
export const componentsScreen: Screen = {
  path: 'components',
  group: null,
  label: 'Components',
  render: (store, [id]) => html`
    <h1>Components</h1>
    <p class="row">
      <wa-button appearance="outlined" @click=${() => (location.hash = toHash('components', NEW_COMPONENT))}
        >Add a component</wa-button
      >
    </p>
    <div class="columns ${id === undefined ? '' : 'workbench'}">
      ${renderList(store, id)} ${id === undefined ? nothing : renderComponent(store, id)}
    </div>
  `,
};

function renderList(store: ConsoleStore, chosen: string | undefined): TemplateResult {
  const components = store.read('/components');
  const ids = isRecord(components) ? Object.keys(components) : [];
  if (ids.length === 0)
    return html`<p class="empty">There are no components yet. An outcome shows them to readers.</p>`;
  return html`<ul class="cards" aria-label="Components">
    ${ids.map((id) => {
      const component = own(components, id);
      const heading = own(component, 'heading');
      const isWrong = store.mistakesAt(`/components${toPointer(id)}`).some(({ severity }) => severity === 'error');
      return html`<li>
        <a href=${toHash('components', id)} aria-current=${id === chosen ? 'true' : 'false'}>${id}</a>
        <span>
          ${nameOfType(own(component, 'type')) ?? 'unknown type'}${typeof heading === 'string' && heading ? ` · ${heading}` : ''}
          ${isWrong ? html`<strong class="wrong">has a mistake</strong>` : nothing}
        </span>
      </li>`;
    })}
  </ul>`;
}

function renderComponent(store: ConsoleStore, id: string): TemplateResult {
  const isKnown = id === NEW_COMPONENT || store.read(`/components${toPointer(id)}`) !== undefined;
  return isKnown
    ? html`<zephr-component .store=${store} .componentId=${id === NEW_COMPONENT ? null : id}></zephr-component>`
    : html`<p>There is no component “${id}”.</p>`;
}
