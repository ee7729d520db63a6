/** Time before its end at which a token is renewed at the latest; the last tenth of a shorter life. */
export const RENEW_LEAD_MS = 60_000;
/** Wait before the first try after one that failed; twice as long each time. */
export const MIN_RETRY_MS = 5000;
/** Longest wait between two tries. */
export const MAX_RETRY_MS = 300_000;
/** Longest time that a message takes to reach another tab. */
export const NEWS_WAIT_MS = 100;
/** Wait before a token is checked again that should have ended and has not, as an endpoint's clock may differ. */
export const EXPIRY_RETRY_MS = 30_000;
/** Wait before cookies are read again: a cookie that another tab has just written takes its time to get here. */
export const COOKIE_DELAY_MS = 500;
