import type { FeatureHost } from '../../src/model/feature-host.js';
import { ZephrFeatureElement } from './feature.js';

/** Connects the elements to what decides and registers `<zephr-feature>`, once in a page. */
export function defineFeature(host: FeatureHost): void {
  ZephrFeatureElement.host = host;
  if (!customElements.get('zephr-feature')) customElements.define('zephr-feature', ZephrFeatureElement);
}
