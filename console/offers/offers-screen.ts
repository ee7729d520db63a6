import { html, nothing, type TemplateResult } from 'lit';
import { formatPrice } from '../../components/paywall/format-price.js';
import { listOfferIds } from '../../src/gestures/edit-offers.js';
import { own } from '../../src/lib/own.js';
import { toPointer } from '../../src/lib/to-pointer.js';
import { renderAddForm } from '../parts/add-form.js';
import { toFreeId } from '../parts/to-free-id.js';
import { toHash } from '../shell/route.js';
import type { Screen } from '../shell/screen.js';
import type { ConsoleStore } from '../store/console-store.js';
import { listSiteOffers } from '../walls/list-site-offers.js';

const PATH = ['products', 'offers'] as const;

/** Products › Offers: the offers of the whole site, which paywalls, blocks and outcomes name. */
export const offersScreen: Screen = {
  path: PATH.join('/'),
  group: 'Products',
  label: 'Offers',
  render: (store, [id]) => html`
    <h1>Offers</h1>
    <p>
      An offer is written here once. Paywalls and custom blocks name it, and an outcome may choose which ones are shown.
    </p>
    ${renderAddForm(store, {
      label: 'Add an offer',
      hint: 'The id of the offer is made of the title. Events and checkouts name it.',
      add: (title) => addOffer(store, title),
    })}
    <div class="columns">
      ${renderList(store, id)}
      ${
        id === undefined
          ? nothing
          : store.read(`/offers${toPointer(id)}`) === undefined
            ? html`<p>The site has no offer “${id}”.</p>`
            : html`<zephr-offer .store=${store} .offerId=${id}></zephr-offer>`
      }
    </div>
  `,
};

function addOffer(store: ConsoleStore, title: string): void {
  const id = toFreeId(title, listOfferIds(store.config));
  store.set(`/offers${toPointer(id)}`, title === id ? {} : { title });
  location.hash = toHash(...PATH, id);
}

function renderList(store: ConsoleStore, chosen: string | undefined): TemplateResult {
  const offers = listSiteOffers(store.config);
  if (offers.length === 0)
    return html`<p class="empty">
      The site has no offers yet. A paywall may also have offers of its own, which are edited with it.
    </p>`;
  return html`<ul class="cards" aria-label="Offers">
    ${offers.map(({ id, title }) => {
      const isWrong = store.mistakesAt(`/offers${toPointer(id)}`).some(({ severity }) => severity === 'error');
      return html`<li>
        <a href=${toHash(...PATH, id)} aria-current=${id === chosen ? 'true' : 'false'}>${title}</a>
        <span>
          ${describeOffer(store, id)} ${isWrong ? html`<strong class="wrong">has a mistake</strong>` : nothing}
        </span>
      </li>`;
    })}
  </ul>`;
}

/** The price and the billing period. */
function describeOffer({ config }: ConsoleStore, id: string): string {
  const offer = own(config.offers, id);
  const [amount, currency] = ['amount', 'currency'].map((name) => own(own(offer, 'price'), name));
  const per = own(offer, 'per');
  if (typeof amount !== 'number' || typeof currency !== 'string') return 'no price';
  return `${formatPrice({ amount, currency }, document.documentElement.lang)}${typeof per === 'string' ? ` a ${per}` : ''}`;
}
