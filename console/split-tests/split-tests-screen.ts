import { html, nothing, type TemplateResult } from 'lit';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { renderAddForm } from '../parts/add-form.js';
import { toFreeId } from '../parts/to-free-id.js';
import { toHash } from '../shell/route.js';
import type { Screen } from '../shell/screen.js';
import type { ConsoleStore } from '../store/console-store.js';
import { listGroups } from './list-groups.js';

const PATH = 'split-tests';

/** Split tests: their groups and weights, and the rules that use them. */
export const splitTestsScreen: Screen = {
  path: PATH,
  group: 'Rules',
  label: 'Split tests',
  render: (store, [id]) => html`
    <h1>Split tests</h1>
    ${renderAddForm(store, {
      label: 'Add a split test',
      hint: 'Nodes name a split test by its id, which is made of the title, once.',
      add: (title) => addTest(store, title),
    })}
    <div class="columns">
      ${renderList(store, id)}
      ${
        id === undefined
          ? nothing
          : store.read(`/splitTests${toPointer(id)}`) === undefined
            ? html`<p>There is no split test “${id}”.</p>`
            : html`<zephr-split-test .store=${store} .testId=${id}></zephr-split-test>`
      }
    </div>
  `,
};

function addTest(store: ConsoleStore, title: string): void {
  const tests = store.read('/splitTests');
  const id = toFreeId(title, isRecord(tests) ? Object.keys(tests) : []);
  const groups = ['a', 'b'].map((name) => ({ id: name, weight: 1 }));
  store.set(`/splitTests${toPointer(id)}`, { ...(title !== id && { title }), groups });
  location.hash = toHash(PATH, id);
}

function renderList(store: ConsoleStore, chosen: string | undefined): TemplateResult {
  const tests = store.read('/splitTests');
  const entries = isRecord(tests) ? Object.entries(tests) : [];
  if (entries.length === 0)
    return html`<p class="empty">
      There are no split tests yet. A split test puts each reader into a group by chance, and they stay in it.
    </p>`;
  return html`<ul class="cards" aria-label="Split tests">
    ${entries.map(([id, test]) => {
      const title = own(test, 'title');
      const wrong = store.mistakesAt(`/splitTests${toPointer(id)}`).some(({ severity }) => severity === 'error');
      return html`<li>
        <a href=${toHash(PATH, id)} aria-current=${id === chosen ? 'true' : 'false'}
          >${typeof title === 'string' && title !== '' ? title : id}</a
        >
        <span>
          ${listGroups(test)
            .map(({ name, share }) => `${name} ${share}`)
            .join(' · ')}
          ${wrong ? html`<strong class="wrong">has a mistake</strong>` : nothing}
        </span>
      </li>`;
    })}
  </ul>`;
}
