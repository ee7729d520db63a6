/** Parts that only some of a template's pages have: `<!-- only shared-secret -->` … `<!-- end -->`. */
const ONLY = /^ *<!-- only ([\w-]+) -->\n(.*?)^ *<!-- end -->\n/gms;

/**
 * Leaves of a template's blocks those of one page.
 *
 * @param {string} template
 * @param {string} page - As the blocks name it.
 * @returns {string}
 */
export function keepBlocks(template, page) {
  return template.replace(ONLY, (_block, name, markup) => (name === page ? markup : ''));
}
