/**
 * Every name under which a page stores something, or speaks to other tabs of its origin. The reference page
 * (docs/reference/storage.md) describes each.
 */

/** The ledger of counted views, in `localStorage`; also the lock under which tabs take turns to write it. */
export const LEDGER_KEY = 'zephr-usage';
/** Walls of earlier page views of the tab, in `sessionStorage`. */
export const WALLS_KEY = 'zephr-walls';
/** The number of visits, in `localStorage`. */
export const VISITS_KEY = 'zephr-visits';
/** That a reader was signed in with this browser, in `localStorage`. */
export const RECOGNISED_KEY = 'zephr-recognised';
/** The random id of the browser session, in `sessionStorage`. */
export const SESSION_KEY = 'zephr-session';
/** The random id of the browser, by which the endpoint counts it as one that reads, in `localStorage`. */
export const DEVICE_KEY = 'zephr-device';
/** The endpoint's assertion about the token, in `localStorage`. */
export const ASSERTION_KEY = 'zephr-assertion';
/** The last config that worked, in `localStorage`; the address of the config follows. */
export const CONFIG_KEY_PREFIX = 'zephr-config:';
/** Zephr's own key, which a person sets to `true` for debug output, in `localStorage`. Only read. */
export const DEBUG_KEY = 'zephrBrowserDebug';
/** The signed preview of the tab, in `sessionStorage`; it is verified by each page that uses it. */
export const PREVIEW_KEY = 'zephr-preview';
/** Name of the reader that the preview is seen as; empty for the reader's own token. In `sessionStorage`. */
export const PREVIEW_READER_KEY = 'zephr-preview-reader';
/** The lock and the channel of tabs that renew a token. */
export const RENEWAL_NAME = 'zephr-renewal';
