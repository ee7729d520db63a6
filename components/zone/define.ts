import { ZephrZoneElement } from './zone.js';

if (!customElements.get('zephr-zone')) customElements.define('zephr-zone', ZephrZoneElement);

declare global {
  interface HTMLElementTagNameMap {
    'zephr-zone': ZephrZoneElement;
  }
}
