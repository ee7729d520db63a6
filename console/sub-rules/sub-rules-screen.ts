import { html, nothing, type TemplateResult } from 'lit';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { fieldOf, renderAddForm, typedIn } from '../parts/add-form.js';
import { findCards, linkPlace, namePlace } from '../parts/find-cards.js';
import { toFreeId } from '../parts/to-free-id.js';
import { toHash } from '../shell/route.js';
import type { Screen } from '../shell/screen.js';
import { count } from '../parts/count.js';
import type { ConsoleStore } from '../store/console-store.js';

const PATH = 'sub-rules';

/** Sub rules: their exits, the rules that enter them, and each with its outline and canvas. */
export const subRulesScreen: Screen = {
  path: PATH,
  group: 'Rules',
  label: 'Sub rules',
  render: (store, [id]) => (id === undefined ? renderAll(store) : renderOne(store, id)),
};

function renderAll(store: ConsoleStore): TemplateResult {
  const rules = store.read('/subRules');
  const entries = isRecord(rules) ? Object.entries(rules) : [];
  const uses = findCards(store.config, ['sub-rule']);
  return html`
    <h1>Sub rules</h1>
    ${renderAddForm(store, {
      label: 'Add a sub rule',
      hint: 'Rules name a sub rule by its id, which is made of the title, once.',
      add: (title) => addSubRule(store, title),
    })}
    ${
      entries.length === 0
        ? html`<p class="empty">
            There are no sub rules yet. A sub rule is a part of a rule that several rules enter; each says where its
            exits lead. A branch of a rule becomes one by “Turn into a sub rule”.
          </p>`
        : html`<ul class="cards" aria-label="Sub rules">
            ${entries.map(([id, rule]) => {
              const entered = uses.filter(({ card }) => card.node['rule'] === id).length;
              const wrong = store.mistakesAt(`/subRules${toPointer(id)}`).some(({ severity }) => severity === 'error');
              return html`<li>
                <a href=${toHash(PATH, id)}>${id}</a>
                <span>
                  Exits: ${exitsOf(rule).join(', ') || 'none'} ·
                  ${entered === 0 ? 'no rule enters it' : `entered by ${count(entered, 'node')}`}
                  ${wrong ? html`<strong class="wrong">has a mistake</strong>` : nothing}
                </span>
              </li>`;
            })}
          </ul>`
    }
  `;
}

function addSubRule(store: ConsoleStore, title: string): void {
  const rules = store.read('/subRules');
  const id = toFreeId(title, isRecord(rules) ? Object.keys(rules) : []);
  store.set(`/subRules${toPointer(id)}`, { exits: ['done'], start: { exit: 'done' } });
  location.hash = toHash(PATH, id);
}

function renderOne(store: ConsoleStore, id: string): TemplateResult {
  const rule = store.read(`/subRules${toPointer(id)}`);
  const heading = html`<h1><a href=${toHash(PATH)}>Sub rules</a> › ${id}</h1>`;
  if (rule === undefined)
    return html`${heading}
      <p>There is no sub rule “${id}”.</p>`;
  const uses = findCards(store.config, ['sub-rule']).filter(({ card }) => card.node['rule'] === id);
  return html`${heading}
    <p>
      ${
        uses.length === 0
          ? 'No rule enters it yet.'
          : html`Entered by
            ${uses.map(({ place }, at) => html`${at > 0 ? '; ' : ''}<a href=${linkPlace(place)}>${namePlace(place)}</a>`)}.`
      }
    </p>
    ${renderExits(store, id, rule)}
    <zephr-rule .store=${store} .place=${{ subRule: id }}></zephr-rule>
    ${
      uses.length > 0
        ? nothing
        : html`<p class="row">
            <wa-button size="s" variant="danger" appearance="outlined" @click=${() => remove(store, id)}
              >Delete sub rule</wa-button
            >
          </p>`
    }`;
}

function renderExits(store: ConsoleStore, id: string, rule: unknown): TemplateResult {
  const exits = exitsOf(rule);
  const left = findLeft(rule);
  return html`<fieldset>
    <legend>Exits</legend>
    <ul class="chips" aria-label="Exits">
      ${exits.map((exit) => {
        const isUsed = left.has(exit) || isLed(store, id, exit);
        return html`<li>
          ${exit}
          ${
            isUsed
              ? nothing
              : html`<wa-button size="s" appearance="plain" @click=${() => removeExit(store, id, exit)}
                  >Remove ${exit}</wa-button
                >`
          }
        </li>`;
      })}
    </ul>
    <p class="hint">An exit that a step leaves by, or that leads somewhere in a rule, stays.</p>
    <form class="member" @submit=${(event: SubmitEvent) => addExit(store, id, event)}>
      <wa-input label="Name of the exit" autocomplete="off"></wa-input>
      <wa-button type="submit" size="s" appearance="outlined">Add an exit</wa-button>
    </form>
  </fieldset>`;
}

function addExit(store: ConsoleStore, id: string, event: SubmitEvent): void {
  event.preventDefault();
  const field = fieldOf(event.target);
  const name = typedIn(field);
  const at = `/subRules${toPointer(id)}/exits`;
  const exits = exitsOf(store.read(`/subRules${toPointer(id)}`));
  if (name === '' || exits.includes(name)) {
    store.announce(name === '' ? 'Type a name first.' : `There is an exit “${name}” already.`);
    return;
  }
  store.set(at, [...exits, name]);
  store.announce(`The exit ${name} was added. It is open in each rule that enters the sub rule.`);
  field.value = '';
}

function removeExit(store: ConsoleStore, id: string, exit: string): void {
  const at = `/subRules${toPointer(id)}`;
  store.set(
    `${at}/exits`,
    exitsOf(store.read(at)).filter((one) => one !== exit),
  );
  store.announce(`The exit ${exit} was removed.`);
}

function remove(store: ConsoleStore, id: string): void {
  store.set(`/subRules${toPointer(id)}`, undefined);
  store.announce('The sub rule was deleted. Undo brings it back.');
  location.hash = toHash(PATH);
}

function exitsOf(rule: unknown): readonly string[] {
  const exits = own(rule, 'exits');
  return Array.isArray(exits) ? (exits as readonly unknown[]).filter((one) => typeof one === 'string') : [];
}

/** The exits that steps of a sub rule leave by. */
function findLeft(rule: unknown): Set<string> {
  const left = new Set<string>();
  const open: unknown[] = [own(rule, 'start'), own(rule, 'nodes')];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    const exit = own(value, 'exit');
    if (typeof exit === 'string') left.add(exit);
    open.push(...(Object.values(value) as unknown[]));
  }
  return left;
}

/** Whether an exit leads somewhere in a rule that enters the sub rule. */
function isLed(store: ConsoleStore, id: string, exit: string): boolean {
  return findCards(store.config, ['sub-rule']).some(
    ({ card }) => card.node['rule'] === id && own(card.node['exits'], exit) !== undefined,
  );
}
