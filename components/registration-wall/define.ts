import { ZephrRegistrationWallElement } from './registration-wall.js';

if (!customElements.get('zephr-registration-wall')) {
  customElements.define('zephr-registration-wall', ZephrRegistrationWallElement);
}

declare global {
  interface HTMLElementTagNameMap {
    'zephr-registration-wall': ZephrRegistrationWallElement;
  }
}
