import type { InspectedPage } from './inspected-page.js';
import { ZephrInspectorElement } from './inspector.js';

/**
 * Creates the inspector of a page. It is not in the page before it is opened.
 */
export function createInspector(page: InspectedPage): ZephrInspectorElement {
  if (!customElements.get('zephr-inspector')) customElements.define('zephr-inspector', ZephrInspectorElement);
  const inspector = document.createElement('zephr-inspector') as ZephrInspectorElement;
  inspector.page = page;
  page.watch(() => inspector.isOpen && inspector.refresh());
  return inspector;
}
