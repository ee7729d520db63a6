import type { DataLayerMore, Push } from './feed-data-layer.js';
import { listReaderFields } from './list-reader-fields.js';
import type { ToolsPage } from './tools-page.js';
import { watchForms } from './watch-forms.js';

/**
 * Makes the parts of the data layer that only some configs ask for: fields of the reader in the page view, and events of forms.
 *
 * @param mayStore - Whether the reader lets the browser store data.
 */
export function extendDataLayer(
  { session, config }: ToolsPage,
  mayStore: () => boolean | undefined,
  push: Push,
): DataLayerMore {
  const settings = config.dataLayer || {};
  return {
    pageView: () => listReaderFields(session, config, settings, mayStore),
    look: settings.formEvents ? watchForms(session, push) : () => undefined,
  };
}
