import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { toPointer } from '../lib/to-pointer.js';
import { createWarning, type Found } from './mistake.js';

/** Lists whose items have a name: map, list, member with the name, and word for an item. */
const LISTS = [
  ['components', 'offers', 'id', 'offer'],
  ['components', 'fields', 'name', 'field'],
  ['splitTests', 'groups', 'id', 'group'],
] as const;

/** Finds offers, fields and groups that have the name of an earlier one in the same list. */
export function findDuplicates(config: unknown): Found[] {
  return LISTS.flatMap(([map, list, member, what]) => {
    const entries = own(config, map);
    return Object.keys(isRecord(entries) ? entries : {}).flatMap((id) => {
      const items = own(own(entries, id), list);
      const names = Array.isArray(items)
        ? items.map((item) => (typeof item === 'string' ? item : own(item, member)))
        : [];
      return names.flatMap((name, index) =>
        typeof name === 'string' && names.indexOf(name) < index
          ? createWarning(
              'id-twice',
              `/${map}${toPointer(id)}/${list}/${index}${typeof (items as readonly unknown[])[index] === 'string' ? '' : `/${member}`}`,
              `there is another ${what} "${name}".`,
            )
          : [],
      );
    });
  });
}
