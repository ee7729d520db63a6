import { html, nothing, type TemplateResult } from 'lit';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import type { UserState } from '../../src/model/config.js';
import { USER_STATES } from '../../src/model/user-states.js';
import { renderAddForm } from '../parts/add-form.js';
import { toFreeId } from '../parts/to-free-id.js';
import { toHash } from '../shell/route.js';
import type { Screen } from '../shell/screen.js';
import type { ConsoleStore } from '../store/console-store.js';
import type { FeaturePlace } from './reader-paths.js';

/** The features, and the rule of each of their user states. */
export const featuresScreen: Screen = {
  path: 'features',
  group: null,
  label: 'Features',
  render: (store, [id, state = 'anonymous', ...subRules]) =>
    id === undefined ? renderList(store) : renderFeature(store, { feature: id, state: state as UserState }, subRules),
};

function renderList(store: ConsoleStore): TemplateResult {
  const features = store.read('/features');
  const ids = isRecord(features) ? Object.keys(features) : [];
  return html`
    <h1>Features</h1>
    ${renderAddForm(store, {
      label: 'Add a feature',
      hint: 'Pages name a feature by its id, which is made of the title, once.',
      add: (title) => addFeature(store, title),
    })}
    ${ids.length === 0 ? html`<p class="empty">There are no features yet. A feature is a gated part of the site.</p>` : nothing}
    <ul class="cards" aria-label="Features">
      ${ids.map((id) => {
        const rules = own(own(features, id), 'rules');
        const wrong = store.mistakesAt(`/features${toPointer(id)}`).some(({ severity }) => severity === 'error');
        const states = USER_STATES.filter((state) => own(rules, state) !== undefined);
        return html`<li>
          <a href=${toHash('features', id)}>${titleOf(store, id)}</a>
          <span>
            ${states.length > 0 ? `Rules for ${states.join(', ')}` : 'No rules: everybody sees the content'}
            ${wrong ? html`<strong class="wrong">has a mistake</strong>` : nothing}
          </span>
        </li>`;
      })}
    </ul>
  `;
}

function addFeature(store: ConsoleStore, title: string): void {
  const features = store.read('/features');
  const id = toFreeId(title, isRecord(features) ? Object.keys(features) : []);
  store.set(`/features${toPointer(id)}`, title === id ? {} : { title });
  location.hash = toHash('features', id);
}

/** @param subRules - Ids of the sub rules that were opened, each from the one before. */
function renderFeature(store: ConsoleStore, from: FeaturePlace, subRules: readonly string[]): TemplateResult {
  const { feature: id, state } = from;
  if (store.read(`/features${toPointer(id)}`) === undefined) return html`<h1>There is no feature “${id}”</h1>`;
  const address = ['features', id, state, ...subRules];
  const subRule = subRules.at(-1);
  if (subRule !== undefined) {
    return html`<h1>
        <a href=${toHash('features')}>Features</a> ›
        <a href=${toHash('features', id, state)}>${titleOf(store, id)}, ${state}</a>
        ${subRules.map((one, at) =>
          at === subRules.length - 1
            ? html`› ${one}`
            : html`› <a href=${toHash('features', id, state, ...subRules.slice(0, at + 1))}>${one}</a>`,
        )}
      </h1>
      ${
        store.read(`/subRules${toPointer(subRule)}`) === undefined
          ? html`<p class="empty">There is no sub rule “${subRule}”.</p>`
          : html`<zephr-rule .store=${store} .place=${{ subRule }} .from=${from} .address=${address}></zephr-rule>`
      }`;
  }
  return html`
    <h1><a href=${toHash('features')}>Features</a> › ${titleOf(store, id)}</h1>
    <div class="tabs" role="tablist" aria-label="User states" @keydown=${moveTab}>
      ${USER_STATES.map(
        (one) =>
          html`<a
            role="tab"
            id="tab-${one}"
            aria-selected=${one === state ? 'true' : 'false'}
            aria-controls="rule"
            tabindex=${one === state ? 0 : -1}
            href=${toHash('features', id, one)}
            >${one.charAt(0).toUpperCase() + one.slice(1)}</a
          >`,
      )}
    </div>
    <zephr-rule
      id="rule"
      role="tabpanel"
      aria-labelledby="tab-${state}"
      .store=${store}
      .place=${from}
      .address=${address}
    ></zephr-rule>
  `;
}

/** Tabs are moved through by arrows. */
function moveTab(event: KeyboardEvent): void {
  const tabs = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tabs.indexOf(event.target as HTMLElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  const tab = to === undefined ? undefined : tabs[to];
  if (!tab) return;
  event.preventDefault();
  tab.click();
  tab.focus();
}

function titleOf(store: ConsoleStore, id: string): string {
  const title = own(store.read(`/features${toPointer(id)}`), 'title');
  return typeof title === 'string' && title !== '' ? title : id;
}
