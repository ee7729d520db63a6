import type { Edit } from './edit.js';

/**
 * Inverts edits: applied after them, the result gives back what was there before, members in their order.
 *
 * @example invertEdits([{ pointer: '/a', after: 1 }]) // [{ pointer: '/a', before: 1 }]
 */
export function invertEdits(edits: readonly Edit[]): Edit[] {
  return edits.map(invert).reverse();
}

function invert({ pointer, before, after, index }: Edit): Edit {
  return {
    pointer,
    ...(after === undefined ? {} : { before: after }),
    ...(before === undefined ? {} : { after: before }),
    ...(index === undefined ? {} : { index }),
  };
}
