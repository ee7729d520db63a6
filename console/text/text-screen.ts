import { html } from 'lit';
import type { Screen } from '../shell/screen.js';

/** Text: the file as it would be saved, to be edited by hand. */
export const textScreen: Screen = {
  path: 'text',
  group: null,
  label: 'Text',
  render: (store) => html`
    <h1>Text</h1>
    <zephr-text .store=${store}></zephr-text>
  `,
};
