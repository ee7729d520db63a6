import { html, nothing, type TemplateResult } from 'lit';
import { isRecord } from '../../src/lib/is-record.js';
import { own } from '../../src/lib/own.js';
import type { FormMember } from '../../src/schema/list-members.js';
import { renderSelect } from '../parts/select-field.js';
import { listSiteOffers, type SiteOffer } from './list-site-offers.js';
import type { MembersView } from './members-view.js';
import { renderMembers } from './render-members.js';

/** No id of an offer has a space. */
const OF_ITS_OWN = 'of its own ';

/** The offer of a custom block: that of the site or of a paywall, or one of its own. */
export function renderChosenOffer(view: MembersView, members: readonly FormMember[]): TemplateResult {
  const { place } = view;
  const offer = place.read('/offer');
  const options = [
    { value: '', label: 'None' },
    ...listOffers(place.config).map(({ id, title }) => ({ value: id, label: title })),
    { value: OF_ITS_OWN, label: 'An offer of its own' },
  ];
  return html`${renderSelect({
    label: 'Offer',
    value: isRecord(offer) ? OF_ITS_OWN : typeof offer === 'string' ? offer : '',
    hint: 'A template shows it as {{offer.title}}, {{offer.price}} and so on.',
    options,
    mistakes: place.mistakesAt('/offer'),
    onChange: (value) => place.set('/offer', value === OF_ITS_OWN ? { id: 'offer' } : value || undefined),
  })}
  ${
    isRecord(offer)
      ? html`<fieldset>
          <legend>Offer of its own</legend>
          ${renderMembers(view, members, { pointer: '/offer', name: 'offers' })}
        </fieldset>`
      : nothing
  }`;
}

/** The offers of the site, and of all paywalls. */
function listOffers(config: unknown): readonly SiteOffer[] {
  const components = own(config, 'components');
  const ofSite = listSiteOffers(config);
  if (!isRecord(components)) return ofSite;
  const found = Object.entries(components).flatMap(([wall, component]) => {
    const offers = own(component, 'offers');
    return Array.isArray(offers)
      ? offers.map((offer: unknown) => ({ wall, id: own(offer, 'id'), title: own(offer, 'title') }))
      : [];
  });
  const ofPaywalls = found.flatMap(({ wall, id, title }) =>
    typeof id === 'string' ? [{ id, title: `${typeof title === 'string' ? title : id} (${wall})` }] : [],
  );
  return [...ofSite, ...ofPaywalls];
}
