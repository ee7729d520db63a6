import { ZephrCustomBlockElement } from './custom-block.js';

if (!customElements.get('zephr-custom-block')) {
  customElements.define('zephr-custom-block', ZephrCustomBlockElement);
}

declare global {
  interface HTMLElementTagNameMap {
    'zephr-custom-block': ZephrCustomBlockElement;
  }
}
