import type { DataLayerMore, Push } from './feed-data-layer.js';
import { describeReader } from './describe-reader.js';
import type { ToolsPage } from './tools-page.js';
import { watchForms } from './watch-forms.js';

/**
 * Makes what only some configs ask of the data layer: fields of the reader in the page view, and events of forms.
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
    pageView: () => describeReader(session, config, settings, mayStore),
    look: settings.formEvents ? watchForms(session, push) : () => undefined,
  };
}
