import type { EndpointFact } from '../endpoint/ask-facts.js';
import type { PageFact } from './collect-facts.js';

/** Nodes that need libraries to read a user agent: they have a file of their own. */
export const AGENTS = ['device', 'browser'];

/** Nodes that need the reader's counted views, or the id of an anonymous reader. */
export const COUNTED = ['trial', 'time-trial', 'split-test'];

/** The node that reads JSON-LD, which has a file of its own. */
export const PUBLISHED = ['published-date'];

/** The node that has the endpoint count the browsers of a reader: a file of its own, where the config names an endpoint. */
export const SESSIONS = ['active-sessions'];

/** The fact that each type of node needs; a location and premises only where the config names an endpoint. */
export const ASKS: ReadonlyMap<string, PageFact | EndpointFact> = new Map([
  ['content', 'content'],
  ['country', 'place'],
  ['state', 'place'],
  ['city', 'place'],
  ['zip', 'place'],
  ['on-premises', 'place'],
  ['gift', 'gift'],
  ['bypass', 'bypass'],
  ['promo', 'promo'],
  ['referrer', 'referrer'],
  ['user-agent', 'userAgent'],
  ['device', 'userAgent'],
  ['browser', 'userAgent'],
  ['meta-tag', 'meta'],
  ['published-date', 'published'],
  ['cookie', 'cookies'],
  ['session-count', 'visits'],
  ['session-start', 'visits'],
  ['recognised', 'recognised'],
  ['consent', 'consent'],
]);

/** Places and premises, which are asked for where the config names an endpoint. */
export const PLACES = /"type":"(country|state|city|zip|on-)/;

/**
 * By file: the nodes above that need it, in JSON without spaces. The core asks for files by them, as it knows no rarer nodes. Every
 * page loads them, so a name is cut where no other type of node begins so: `b` is `browser` and `bypass`, `p` is `published-date`
 * and `promo`.
 */
export const NEEDED_BY = {
  usage: /"type":"((time-)?trial|split-test)"/,
  agents: /"type":"(device|browser)"/,
  facts: /"type":"(gift|b|p|re[cf]|user-ag|device|meta|cookie|session|con)/,
};
