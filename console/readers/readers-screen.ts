import { html } from 'lit';
import { toHash } from '../shell/route.js';
import type { Screen } from '../shell/screen.js';
import { titleOfReader } from './test-readers.js';

/** Readers: what each test reader gets, before and after the unsaved edits, and what is expected. */
export const readersScreen: Screen = {
  path: 'readers',
  group: null,
  label: 'Readers',
  render: (store, [id]) =>
    id === undefined
      ? html`<h1>Readers</h1>
          <zephr-matrix .store=${store}></zephr-matrix>`
      : html`<h1><a href=${toHash('readers')}>Readers</a> › ${titleOfReader(store, id)}</h1>
          <zephr-test-reader .store=${store} .readerId=${id}></zephr-test-reader>`,
};
