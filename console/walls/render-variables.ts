import { html, nothing, type TemplateResult } from 'lit';
import { isRecord } from '../../src/lib/is-record.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { renderTextField } from '../parts/text-field.js';
import { toHash } from '../shell/route.js';
import type { MemberPlace } from './component-place.js';

/** The variables of a custom block: a name and a text each. */
export function renderVariables(place: MemberPlace, onAdded: (name: string) => void): TemplateResult {
  const found = place.read('/variables');
  const variables = isRecord(found) ? found : {};
  const names = Object.keys(variables);
  const rename = (from: string, to: string): void => {
    if (to === from || to === '' || names.includes(to)) return;
    place.set(
      '/variables',
      Object.fromEntries(Object.entries(variables).map(([name, value]) => [name === from ? to : name, value])),
    );
  };
  const add = (): void => {
    let number = names.length + 1;
    while (names.includes(`name${number}`)) number++;
    place.set(`/variables/name${number}`, '');
    onAdded(`name${number}`);
  };
  return html`<fieldset class="items" data-list="/variables">
    <legend>Variables</legend>
    <p class="hint">A template shows them as {{variables.name}}.</p>
    ${names.map((name, index) => renderVariable(place, name, index, rename))}
    <wa-button class="add" size="s" appearance="outlined" @click=${add}>Add a variable</wa-button>
  </fieldset>`;
}

function renderVariable(
  place: MemberPlace,
  name: string,
  index: number,
  rename: (from: string, to: string) => void,
): TemplateResult {
  const pointer = `/variables${toPointer(name)}`;
  const value = place.read(pointer);
  const isPlain = typeof value !== 'object' || value === null;
  return html`<div role="group" aria-label="Variable ${index + 1}" class="item flat pair" data-item=${index}>
    ${renderTextField({ label: 'Name', value: name, onInput: () => {}, onChange: (to) => rename(name, to.trim()) })}
    ${
      isPlain
        ? renderTextField({
            label: 'Value',
            value: String(value ?? ''),
            onInput: (text) => place.set(pointer, text, true),
          })
        : html`<p class="hint">Has several values: <a href=${toHash('text')}>edit as text</a></p>`
    }
    <wa-button size="s" appearance="plain" @click=${() => place.set(pointer, undefined)}
      >Remove<span class="hidden"> variable ${index + 1}</span></wa-button
    >
    ${nothing}
  </div>`;
}
