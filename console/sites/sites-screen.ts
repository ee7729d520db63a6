import { html, nothing, type TemplateResult } from 'lit';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { renderAddForm } from '../parts/add-form.js';
import { toFreeId } from '../parts/to-free-id.js';
import { toHash } from '../shell/route.js';
import type { Screen } from '../shell/screen.js';
import type { ConsoleStore } from '../store/console-store.js';
import { textsOf } from './site-texts.js';

const PATH = ['settings', 'sites'] as const;

/** Settings › Sites: the sites that share the config, by their hosts. */
export const sitesScreen: Screen = {
  path: PATH.join('/'),
  group: 'Settings',
  label: 'Sites',
  render: (store, [id]) => html`
    <h1>Sites</h1>
    ${renderAddForm(store, {
      label: 'Add a site',
      hint: 'Products and rules name a site by its id, which is made of the title, once.',
      add: (title) => addSite(store, title),
    })}
    <div class="columns">
      ${renderList(store, id)}
      ${
        id === undefined
          ? nothing
          : store.read(`/sites${toPointer(id)}`) === undefined
            ? html`<p>There is no site “${id}”.</p>`
            : html`<zephr-site .store=${store} .siteId=${id}></zephr-site>`
      }
    </div>
  `,
};

function addSite(store: ConsoleStore, title: string): void {
  const sites = store.read('/sites');
  const id = toFreeId(title, isRecord(sites) ? Object.keys(sites) : [], 'site');
  store.set(`/sites${toPointer(id)}`, { ...(title !== id && { title }), hosts: [] });
  location.hash = toHash(...PATH, id);
}

function renderList(store: ConsoleStore, chosen: string | undefined): TemplateResult {
  const sites = store.read('/sites');
  const entries = isRecord(sites) ? Object.entries(sites) : [];
  if (entries.length === 0)
    return html`<p class="empty">
      There are no sites. A config for one site needs none; with several, rules and products can differ by site.
    </p>`;
  return html`<ul class="cards" aria-label="Sites">
    ${entries.map(([id, site]) => {
      const title = own(site, 'title');
      const groups = textsOf(own(site, 'group'));
      const wrong = store.mistakesAt(`/sites${toPointer(id)}`).some(({ severity }) => severity === 'error');
      return html`<li>
        <a href=${toHash(...PATH, id)} aria-current=${id === chosen ? 'true' : 'false'}
          >${typeof title === 'string' && title !== '' ? title : id}</a
        >
        <span>
          ${textsOf(own(site, 'hosts')).join(', ') || 'no host'} ${groups.length > 0 ? ` · ${groups.join(', ')}` : ''}
          ${wrong ? html`<strong class="wrong">has a mistake</strong>` : nothing}
        </span>
      </li>`;
    })}
  </ul>`;
}
