import { html, nothing, type TemplateResult } from 'lit';
import { isRecord } from '../../src/lib/is-record.js';
import { renderCheckbox } from '../parts/checkbox.js';
import { renderTextField } from '../parts/text-field.js';
import type { Screen } from '../shell/screen.js';
import type { ConsoleStore } from '../store/console-store.js';

/** A mapping of Zephr's settings: a checkbox that turns it on, and the field that it then has. */
interface Mapping {
  readonly checkbox: string;
  readonly field: string;
  readonly pointer: string;
  readonly hint: string;
  readonly help: string;
}

const MAPPINGS: readonly Mapping[] = [
  {
    checkbox: 'Enable User Mapping',
    field: 'Foreign User ID Property',
    pointer: '/jwt/userMapping/foreignUserIdProperty',
    help: 'A reader whose valid token has this claim is registered.',
    hint: 'The claim that holds the id of the reader, such as sub.',
  },
  {
    checkbox: 'Enable Product Syncing',
    field: 'Private Claim Name',
    pointer: '/jwt/productSyncing/privateClaimName',
    help: 'A reader whose token names a product is a customer of its features.',
    hint: 'The claim that holds the products of the reader, such as prod: a text or a list.',
  },
  {
    checkbox: 'Map Foreign User ID to user store',
    field: 'Foreign Key System',
    pointer: '/jwt/userStore/foreignKeySystem',
    help: 'The endpoint looks up the reader in your own store of users.',
    hint: 'The name of the system that issues the id of the reader.',
  },
];

/** Settings › JSON Web Tokens. */
export const jwtScreen: Screen = {
  path: 'settings/json-web-tokens',
  group: 'Settings',
  label: 'JSON Web Tokens',
  render: (store) => html`
    <h1>JSON Web Tokens</h1>
    <div class="columns">
      <section aria-label="Settings">
        <zephr-key-field .store=${store}></zephr-key-field>
        ${MAPPINGS.map((mapping) => renderMapping(store, mapping))}
      </section>
      <zephr-token-bench .store=${store}></zephr-token-bench>
    </div>
  `,
};

function renderMapping(store: ConsoleStore, { checkbox, field, pointer, hint, help }: Mapping): TemplateResult {
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  const isOn = isRecord(store.read(parent));
  const value = store.read(pointer);
  return html`<fieldset class="mapping">
    ${renderCheckbox({
      label: checkbox,
      isChecked: isOn,
      hint: help,
      onChange: (isChecked) => store.set(isChecked ? pointer : parent, isChecked ? '' : undefined),
    })}
    ${
      isOn
        ? renderTextField({
            label: field,
            value: typeof value === 'string' ? value : '',
            hint,
            mistakes: store.mistakesAt(parent),
            onInput: (text) => store.set(pointer, text, `type ${pointer}`),
          })
        : nothing
    }
  </fieldset>`;
}
