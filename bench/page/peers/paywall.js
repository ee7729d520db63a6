import { Paywall } from '@revenuecat/purchases-ui-js';
import { mount } from 'svelte';

// RevenueCat's component with the answer of its server, which comes along with the script.
const none = { top: 0, bottom: 0, leading: 0, trailing: 0 };
const black = { light: { type: 'hex', value: '#1b1b1d' } };
const wide = { width: { type: 'fill' }, height: { type: 'fit' } };
const text = (id, name) => ({
  ...{ type: 'text', id, name: id, text_lid: name, color: black, font_size: 16, font_weight: 'regular' },
  ...{ horizontal_alignment: 'leading', size: wide, padding: none, margin: none },
});
const stack = (id, components) => ({
  ...{ type: 'stack', id, name: id, components, size: wide, spacing: 8, margin: none, padding: none, badge: null },
  ...{ dimension: { type: 'vertical', alignment: 'leading', distribution: 'start' } },
  ...{ background: null, background_color: null, border: null, shape: null, shadow: null },
});
const paywallData = {
  id: 'wall',
  default_locale: 'en_US',
  components_localizations: { en_US: { heading: 'Read on with a free account', button: 'Create free account' } },
  components_config: {
    base: {
      background: { type: 'color', value: { light: { type: 'hex', value: '#ffffff' } } },
      stack: stack('base', [
        text('heading', 'heading'),
        { type: 'purchase_button', id: 'buy', name: 'buy', stack: stack('label', [text('words', 'button')]) },
      ]),
    },
  },
};

function run() {
  const target = document.querySelector('#gate');
  performance.mark('decided');
  target.replaceChildren();
  mount(Paywall, { target, props: { paywallData, uiConfig: { app: { fonts: {} } } } });
  target.removeAttribute('hidden');
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', run);
else run();
