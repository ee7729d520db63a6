import { isAttributeName } from '../lib/is-attribute-name.js';
import { isElementName } from '../lib/is-element-name.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { listKnown } from '../config/list-known.js';
import { findTemplateMistake } from '../outcome/fill-template.js';
import { createWarning, type Found } from './mistake.js';

const NO_NAME =
  'is not a name that an element of your own can have: in lower case, with a hyphen, and not of this SDK.';

/**
 * Finds mistakes in custom blocks, with the codes of the faults that a page reports: broken templates, offers that no paywall
 * has, and custom elements that no block may contain.
 */
export function findBlockWarnings(config: unknown): Found[] {
  const components = own(config, 'components');
  const blocks = isRecord(components) ? Object.entries(components) : [];
  const ofSite = own(config, 'offers');
  const offers = new Set([
    ...Object.keys(isRecord(ofSite) ? ofSite : {}),
    ...blocks.flatMap(([, component]) => idsOf(own(component, 'offers'))),
  ]);
  return [
    ...blocks
      .filter(([, component]) => own(component, 'type') === 'custom-block')
      .flatMap(([id, block]) => findWarnings(block, `/components${toPointer(id)}`, offers)),
    ...findNames(own(config, 'customElements')),
  ];
}

function findWarnings(block: unknown, at: string, offers: ReadonlySet<string>): Found[] {
  const [html, offer] = [own(block, 'html'), own(block, 'offer')];
  const mistake = typeof html === 'string' ? findTemplateMistake(html) : null;
  const found: Found[] = [];
  if (mistake) found.push(createWarning('template-broken', `${at}/html`, `its template is broken: ${mistake}`));
  if (typeof offer === 'string' && offer !== '' && !offers.has(offer)) {
    const says = `"${offer.slice(0, 80)}" is not the id of an offer of the site or of a paywall.${listKnown('offers', [...offers], offer)}`;
    found.push(createWarning('offer-unknown', `${at}/offer`, says));
  }
  return found;
}

function idsOf(offers: unknown): string[] {
  const ids = Array.isArray(offers) ? offers.map((offer: unknown) => own(offer, 'id')) : [];
  return ids.filter((id) => typeof id === 'string');
}

function findNames(elements: unknown): Found[] {
  if (!isRecord(elements)) return [];
  return Object.entries(elements).flatMap(([name, attributes]) => {
    const at = `/customElements${toPointer(name)}`;
    if (!isElementName(name)) return [createWarning('element-name', at, NO_NAME)];
    return (Array.isArray(attributes) ? attributes : []).flatMap((attribute: unknown, index) =>
      typeof attribute === 'string' && !isAttributeName(attribute)
        ? [
            createWarning(
              'attribute-name',
              `${at}/${index}`,
              `"${attribute}" is not allowed anywhere: write it in lower case; handlers and "is" are refused.`,
            ),
          ]
        : [],
    );
  });
}
