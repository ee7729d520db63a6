import { GROUP_PREFIX } from '../config/site-names.js';
import { createMove } from '../edit/create-edit.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { Draft } from './draft.js';
import { findNodesOfType } from './edit-groups.js';
import { attempt, refuse, type Gesture, type Refusal } from './gesture.js';

/**
 * Gives a site another id, in `sites`, in each product that is limited to it, and in each node that asks for it. Groups, and what names
 * them, stay.
 */
export function renameSite(config: unknown, site: string, id: string): Gesture | Refusal {
  return attempt(() => {
    const draft = new Draft(config);
    const sites = own(config, 'sites');
    if (own(sites, site) === undefined) refuse(`There is no site “${site}”.`);
    if (id === '') refuse('A site has an id.');
    if (id.startsWith(GROUP_PREFIX)) refuse(`An id that begins with “${GROUP_PREFIX}” would be that of a group.`);
    if (id in Object.prototype) refuse(`“${id}” cannot be an id.`);
    if (id !== site && own(sites, id) !== undefined) refuse(`There is a site “${id}” already.`);
    const at = `/sites${toPointer(id)}`;
    if (id !== site) {
      for (const list of listSiteLists(config)) {
        const names = draft.read(list);
        if (Array.isArray(names)) names.forEach((name, index) => name === site && draft.set(`${list}/${index}`, id));
      }
      draft.apply(createMove(draft.config, `/sites${toPointer(site)}`, at));
    }
    return { edits: draft.edits, focus: { on: 'row', pointer: at }, says: `Site ${site} is called ${id}.` };
  });
}

/** JSON pointers of the lists that name sites: of products, and of nodes. */
function listSiteLists(config: unknown): string[] {
  const products = own(config, 'products');
  return [
    ...(isRecord(products) ? Object.keys(products).map((id) => `/products${toPointer(id)}/sites`) : []),
    ...findNodesOfType(config, 'site').map(({ card }) => `${card.pointer}/sites`),
  ];
}
