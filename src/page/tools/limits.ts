/** Limits of the page's tools, by what they limit. */

/** Events that wait until the data layer and analytics have loaded; the oldest are dropped. */
export const MAX_WAITING_EVENTS = 100;
/** Events that wait for the reader's consent; the oldest are dropped. */
export const MAX_UNSENT_EVENTS = 100;
/** Events in one beacon. An event has some hundred bytes. */
export const EVENTS_PER_BEACON = 20;
/** Octets of the events in one beacon: the endpoint takes bodies of up to 16 KiB. */
export const MAX_BATCH_BYTES = 15_000;
/** Walls that a tab remembers for conversions in later page views; the oldest are dropped. */
export const MAX_REMEMBERED_WALLS = 20;
