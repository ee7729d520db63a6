import type { EndpointFact } from '../endpoint/ask-facts.js';
import type { PageFact } from './collect-facts.js';

/** Nodes that need libraries to read a user agent: they have a file of their own. */
export const AGENTS = ['device', 'browser'];

/** Nodes that ask what was counted of the reader, or who he is while he is anonymous. */
export const COUNTED = ['trial', 'time-trial', 'split-test'];

/** What a type of node asks of the page; a place only where the config names an endpoint. */
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
  ['published-date', 'meta'],
  ['cookie', 'cookies'],
  ['session-count', 'session-count'],
  ['consent', 'consent'],
]);
