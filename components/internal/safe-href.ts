/** Where a form may be posted. */
export const PAGE_SCHEMES: readonly string[] = ['http:', 'https:'];

/** The schemes that a link may open. */
const LINK_SCHEMES: readonly string[] = [...PAGE_SCHEMES, 'mailto:', 'tel:'];

/**
 * Lets an address of the config into the page only if it leads to a page, a mailbox or a telephone.
 *
 * The browser's own parser decides, because it is the one that will follow the address: it reads ` java\nscript:` and
 * `JAVASCRIPT:` as what they are.
 *
 * @param schemes - Schemes that are let through; a relative address has the page's own.
 * @returns The address as written, else `undefined`.
 */
export function safeHref(value: unknown, schemes = LINK_SCHEMES): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  try {
    return schemes.includes(new URL(value, document.baseURI).protocol) ? value : undefined;
  } catch {
    return undefined;
  }
}
