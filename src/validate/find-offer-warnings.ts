import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { splitPointer } from '../lib/split-pointer.js';
import { toPointer } from '../lib/to-pointer.js';
import { listKnown } from '../config/list-known.js';
import type { Reference } from '../schema/hold-against.js';
import { sortByPlace } from './sort-by-place.js';
import { createWarning, type Found } from './mistake.js';

/**
 * Finds offers that paywalls and outcomes name and the site does not have, that they name twice, and offers of a paywall that
 * have the id of an offer of the site: events could not tell the two apart. The page leaves out the offers that are unknown.
 *
 * @param references - All references of the config, in any order.
 */
export function findOfferWarnings(config: unknown, references: readonly Reference[]): Found[] {
  const offers = own(config, 'offers');
  if (offers !== undefined && !isRecord(offers)) return [];
  const ids = Object.keys(offers ?? {});
  const known = new Set(ids);
  const named = sortByPlace(
    references.filter(({ refers }) => refers === 'offers'),
    config,
  );
  return [
    ...named
      .filter(({ id }) => !known.has(id))
      .map(({ id, pointer }): Found => ({
        code: 'offer-unknown',
        pointer,
        severity: 'error',
        says: `"${id.slice(0, 80)}" is not an entry of "offers".${listKnown('offers', ids, id)}`,
      })),
    ...findRepeated(named),
    ...findClashes(config, known),
  ];
}

/** Ids that come again in the list of an outcome. Those of paywalls are compared with offers written in place as well. */
function findRepeated(named: readonly Reference[]): Found[] {
  const seen = new Set<string>();
  return named.flatMap(({ id, pointer }) => {
    if (pointer.startsWith('/components/')) return [];
    const list = splitPointer(pointer).slice(0, -1);
    const key = JSON.stringify([list, id]);
    if (seen.has(key)) return [createWarning('id-twice', pointer, `the outcome names the offer "${id}" before.`)];
    seen.add(key);
    return [];
  });
}

function findClashes(config: unknown, known: ReadonlySet<string>): Found[] {
  const components = own(config, 'components');
  return Object.keys(isRecord(components) ? components : {}).flatMap((name) => {
    const offers = own(own(components, name), 'offers');
    return (Array.isArray(offers) ? offers : []).flatMap((offer: unknown, index) => {
      const id = own(offer, 'id');
      if (typeof id !== 'string' || !known.has(id)) return [];
      const says = `the site has an offer "${id}" as well: write the id alone instead of this offer, or rename one of them.`;
      return [createWarning('id-twice', `/components${toPointer(name)}/offers/${index}/id`, says)];
    });
  });
}
