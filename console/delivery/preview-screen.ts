import { html } from 'lit';
import type { Screen } from '../shell/screen.js';

/** Previews: a link by which pages of the live site show the draft, in one tab and for some hours. */
export const previewScreen: Screen = {
  path: 'delivery/preview',
  group: 'Delivery',
  label: 'Preview',
  render: (store) =>
    html`<h1>Preview</h1>
      <p>
        A preview link shows the unsaved draft on a page of the live site: in the tab that opens it, and until it ends.
        No one else sees anything of it.
      </p>
      <zephr-preview-link .store=${store}></zephr-preview-link>`,
};
