import { pageBase } from './page-base.js';

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
 * @returns The whole address, else `undefined`. A relative one is the page's own, whatever `<base>` the page has.
 */
export function safeHref(value: unknown, schemes = LINK_SCHEMES): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  try {
    const { protocol, href } = new URL(value, pageBase());
    return schemes.includes(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}
