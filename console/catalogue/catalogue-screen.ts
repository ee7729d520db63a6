import { html, nothing, type TemplateResult } from 'lit';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { toHash } from '../shell/route.js';
import type { Screen } from '../shell/screen.js';
import type { ConsoleStore } from '../store/console-store.js';
import { NEW_PRODUCT } from './product-form.js';

const PATH = ['products', 'catalogue'] as const;

/** Products › Catalogue. */
export const catalogueScreen: Screen = {
  path: PATH.join('/'),
  group: 'Products',
  label: 'Catalogue',
  render: (store, [id]) => html`
    <h1>Catalogue</h1>
    <p class="row">
      <wa-button variant=${id === undefined ? 'brand' : 'neutral'} appearance="outlined" @click=${addProduct}
        >Add a product</wa-button
      >
    </p>
    <div class="columns">${renderList(store, id)} ${id === undefined ? nothing : renderProduct(store, id)}</div>
  `,
};

function addProduct(): void {
  location.hash = toHash(...PATH, NEW_PRODUCT);
}

function renderList(store: ConsoleStore, chosen: string | undefined): TemplateResult {
  const products = store.read('/products');
  const ids = isRecord(products) ? Object.keys(products) : [];
  if (ids.length === 0)
    return html`<p class="empty">There are no products yet. A product names the features that its holders get.</p>`;
  return html`<ul class="cards" aria-label="Products">
    ${ids.map((id) => {
      const product = own(products, id);
      const features = own(product, 'features');
      const wrong = store.mistakesAt(`/products${toPointer(id)}`).some(({ severity }) => severity === 'error');
      return html`<li>
        <a href=${toHash(...PATH, id)} aria-current=${id === chosen ? 'true' : 'false'}>${titleOf(product, id)}</a>
        <span>
          ${writeValue(own(product, 'claimValue')) || 'no Claim Value'} ·
          ${Array.isArray(features) && features.length > 0 ? features.join(', ') : 'no features'}
          ${wrong ? html`<strong class="wrong">has a mistake</strong>` : nothing}
        </span>
      </li>`;
    })}
  </ul>`;
}

function renderProduct(store: ConsoleStore, id: string): TemplateResult {
  const isKnown = id === NEW_PRODUCT || store.read(`/products${toPointer(id)}`) !== undefined;
  return isKnown
    ? html`<zephr-product .store=${store} .productId=${id === NEW_PRODUCT ? null : id}></zephr-product>`
    : html`<p>There is no product “${id}”.</p>`;
}

function titleOf(product: unknown, id: string): string {
  const title = own(product, 'title');
  return typeof title === 'string' && title !== '' ? title : id;
}

function writeValue(value: unknown): string {
  return [value]
    .flat()
    .filter((one) => typeof one === 'string')
    .join(', ');
}
