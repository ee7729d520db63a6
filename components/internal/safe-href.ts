import { pageBase } from './page-base.js';

/** Where a form may be posted. */
export const PAGE_SCHEMES: readonly string[] = ['http:', 'https:'];

/** The schemes that a link may open: pages, mail, telephones, messages, calendars, maps, none of which runs script. */
export const LINK_SCHEMES: readonly string[] =
  'http https mailto tel sms whatsapp tg viber skype msteams xmpp sip sips facetime webcal geo maps'
    .split(' ')
    .map((scheme) => `${scheme}:`);

/**
 * Lets an address of the config into the page only if it has a scheme that a link may open.
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
