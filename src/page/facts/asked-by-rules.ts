import type { EndpointFact } from '../endpoint/ask-facts.js';
import type { PageFact } from './collect-facts.js';

/** Nodes that need libraries to read a user agent: they have a file of their own. */
export const AGENTS = ['device', 'browser'];

/** Nodes that need the reader's counted views, or the id of an anonymous reader. */
export const COUNTED = ['trial', 'time-trial', 'split-test'];

/** The node that reads JSON-LD, which has a file of its own. */
export const PUBLISHED = ['published-date'];

/** The fact that each type of node needs; a location only where the config names an endpoint. */
export const ASKS: ReadonlyMap<string, PageFact | EndpointFact> = new Map([
  ['country', 'place'],
  ['state', 'place'],
  ['city', 'place'],
  ['zip', 'place'],
  ['gift', 'gift'],
  ['referrer', 'referrer'],
  ['user-agent', 'userAgent'],
  ['device', 'userAgent'],
  ['browser', 'userAgent'],
  ['meta-tag', 'meta'],
  ['published-date', 'published'],
  ['cookie', 'cookies'],
  ['session-count', 'session-count'],
  ['consent', 'consent'],
]);
