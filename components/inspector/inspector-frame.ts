import type { InspectedPage } from './inspected-page.js';

/** The element around what the inspector shows, which renders it. */
export interface InspectorFrame {
  readonly page: InspectedPage;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
}
