import { ZephrPaywallElement } from './paywall.js';

if (!customElements.get('zephr-paywall')) {
  customElements.define('zephr-paywall', ZephrPaywallElement);
}

declare global {
  interface HTMLElementTagNameMap {
    'zephr-paywall': ZephrPaywallElement;
  }
}
