/**
 * Makes an id of a title: lower case, without accents, words joined by hyphens.
 *
 * @param taken - Ids that are used already: another one gets a number.
 * @param noun - The id of a title without a letter and a digit.
 * @example toFreeId('Gold & Silver', ['gold-silver']) // 'gold-silver-2'
 */
export function toFreeId(title: string, taken: readonly string[], noun = 'product'): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const slug = plain.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || noun;
  let id = slug;
  for (let number = 2; taken.includes(id) || id in Object.prototype; number++) id = `${slug}-${number}`;
  return id;
}
