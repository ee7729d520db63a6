import { createMove } from '../edit/create-edit.js';
import { findValue } from '../lib/find-value.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { configSchema } from '../schema/config-schema.js';
import { holdAgainst } from '../schema/hold-against.js';
import { Draft } from './draft.js';
import { attempt, refuse, type Gesture, type Refusal } from './gesture.js';

/** The maps of a config whose entries may name offers of the site. */
const NAMING_MAPS = ['features', 'subRules', 'outcomes', 'components'] as const;

/** A place of a config that names an offer of the site. */
export interface OfferUse {
  /** JSON pointer of the id. */
  readonly pointer: string;
  /** The map that the place is in. */
  readonly map: (typeof NAMING_MAPS)[number];
  /** The entry of that map. */
  readonly entry: string;
}

/** Finds the places that name an offer of the site: paywalls, outcomes, and custom blocks that show it. */
export function findOfferUses(config: unknown, id: string): OfferUse[] {
  const isOffer = own(own(config, 'offers'), id) !== undefined;
  return NAMING_MAPS.flatMap((map) =>
    listEntries(own(config, map)).flatMap(([entry, value]) => {
      if (findValue(value, (one) => one === id) === undefined) return [];
      // The schema knows which of the texts are ids of offers.
      const { references } = holdAgainst(configSchema, { [map]: { [entry]: value } });
      const pointers = references.filter((one) => one.refers === 'offers' && one.id === id).map((one) => one.pointer);
      // An id of a block is that of the site, if there is one, and otherwise that of a paywall.
      if (map === 'components' && isOffer && isBlockOf(value, id))
        pointers.push(`/components${toPointer(entry)}/offer`);
      return pointers.map((pointer) => ({ pointer, map, entry }));
    }),
  );
}

/** Lists the ids that another offer of the site cannot have: those of the site, and of offers that paywalls have in place. */
export function listOfferIds(config: unknown): string[] {
  return [...listEntries(own(config, 'offers')).map(([id]) => id), ...listOwnIds(config).map(({ id }) => id)];
}

/** Gives an offer of the site another id, also wherever it is named. */
export function renameOffer(config: unknown, offer: string, id: string): Gesture | Refusal {
  return attempt(() => {
    const draft = openDraft(config, offer);
    if (id === '') refuse('An offer has an id.');
    if (id === offer) return { edits: [], focus: focusOn(id), says: 'The id is as it was.' };
    if (draft.read(`/offers${toPointer(id)}`) !== undefined) refuse(`There is an offer “${id}” already.`);
    const taken = listOwnIds(config).find((one) => one.id === id);
    if (taken)
      refuse(`The paywall “${taken.paywall}” has an offer “${id}” of its own: events could not tell them apart.`);
    for (const { pointer } of findOfferUses(config, offer)) draft.set(pointer, id);
    draft.apply(createMove(draft.config, `/offers${toPointer(offer)}`, `/offers${toPointer(id)}`));
    return { edits: draft.edits, focus: focusOn(id), says: `The offer ${offer} is called ${id}.` };
  });
}

/** Removes an offer of the site, also wherever it is named. A list that is empty then goes as well. */
export function removeOffer(config: unknown, offer: string): Gesture | Refusal {
  return attempt(() => {
    const draft = openDraft(config, offer);
    // The last item of a list first: it has the same pointer then as before.
    for (const { pointer } of findOfferUses(config, offer).reverse()) {
      const list = pointer.slice(0, pointer.lastIndexOf('/'));
      const items = draft.read(list);
      draft.set(Array.isArray(items) && items.length === 1 ? list : pointer, undefined);
    }
    draft.set(`/offers${toPointer(offer)}`, undefined);
    if (Object.keys(draft.read('/offers') as object).length === 0) draft.set('/offers', undefined);
    return {
      edits: draft.edits,
      focus: { on: 'row', pointer: '/offers' },
      says: `The offer ${offer} was deleted. Undo brings it back.`,
    };
  });
}

function openDraft(config: unknown, offer: string): Draft {
  if (own(own(config, 'offers'), offer) === undefined) refuse(`The site has no offer “${offer}”.`);
  return new Draft(config);
}

function focusOn(id: string): Gesture['focus'] {
  return { on: 'row', pointer: `/offers${toPointer(id)}` };
}

function isBlockOf(component: unknown, id: string): boolean {
  return own(component, 'type') === 'custom-block' && own(component, 'offer') === id;
}

/** The offers that paywalls have in place. */
function listOwnIds(config: unknown): { readonly paywall: string; readonly id: string }[] {
  return listEntries(own(config, 'components')).flatMap(([paywall, component]) => {
    const offers = own(component, 'offers');
    return (Array.isArray(offers) ? offers : []).flatMap((offer: unknown) => {
      const id = own(offer, 'id');
      return typeof id === 'string' ? [{ paywall, id }] : [];
    });
  });
}

function listEntries(map: unknown): [id: string, value: unknown][] {
  return isRecord(map) ? Object.entries(map) : [];
}
