import { splitPointer } from '../lib/split-pointer.js';
import type { Edit } from '../edit/edit.js';

/**
 * Members of a config that a preview may not change: they say whose tokens count, whose previews count, where data about
 * readers goes, and who is asked for the keys of sealed content.
 */
export const FROZEN_MEMBERS: readonly string[] = [
  'jwt',
  'preview',
  'analytics',
  'dataLayer',
  'customElements',
  'sealing',
];

/**
 * Finds the edits that a preview may not hold: of a frozen member, of anything below one, and of the whole config.
 *
 * @returns The name of the frozen member with the pointer of each edit; an empty name for the whole config.
 */
export function findFrozenEdits(edits: readonly Edit[]): { readonly member: string; readonly pointer: string }[] {
  return edits.flatMap(({ pointer }) => {
    const [member = ''] = splitPointer(pointer);
    return pointer === '' || FROZEN_MEMBERS.includes(member) ? [{ member, pointer }] : [];
  });
}
