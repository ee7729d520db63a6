/**
 * The anchor that VitePress gives a heading.
 *
 * @param {string} heading - Without its `#`, as the page has it.
 * @see https://github.com/mdit-vue/mdit-vue/blob/main/packages/shared/src/slugify.ts
 */
export function anchorOf(heading) {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .normalize('NFKD')
    .replace(/[\u0300-\u036F]/g, '')
    .replace(/[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'“”‘’<>,.?/]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .replace(/^(\d)/, '_$1')
    .toLowerCase();
}
