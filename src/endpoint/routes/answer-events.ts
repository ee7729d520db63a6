import { own } from '../../lib/own.js';
import type { LogOutage } from '../create-outage-log.js';
import type { AddCounts } from '../events/create-event-counter.js';
import { countEvents } from '../events/count-events.js';
import type { Dimensions } from '../events/read-dimensions.js';
import { MAX_EVENTS_PER_REQUEST } from '../limits.js';
import { Refusal } from '../refusal.js';
import type { RouteAnswer } from '../route-answer.js';
import { askStore } from './ask-store.js';

/** Ports of the route. */
export interface EventPorts {
  readonly dimensions: Dimensions;
  /** `null` where the store keeps no counts. */
  readonly addCounts: AddCounts | null;
  readonly logOutage: LogOutage;
}

const NO_COUNTS = new Refusal(404, 'not-found', 'The store of this endpoint keeps no counts of events.');

/**
 * Answers `POST /zephr/events`: counts the results of decisions, as the page's analytics report it. Counts have no reader: neither the
 * token nor the address of the client is read for them.
 */
export async function answerEvents(
  body: object,
  { dimensions, addCounts, logOutage }: EventPorts,
): Promise<RouteAnswer | Refusal> {
  if (!addCounts) return NO_COUNTS;
  if (own(body, 'version') !== 1) return Refusal.field('version', '1');
  const events = own(body, 'events');
  if (!Array.isArray(events) || events.length > MAX_EVENTS_PER_REQUEST)
    return Refusal.field('events', `a list of at most ${MAX_EVENTS_PER_REQUEST} events`);
  const counts = countEvents(events, dimensions);
  const answer: RouteAnswer = { status: 204, body: undefined, outcome: 'counted' };
  if (!Object.keys(counts).length) return answer;
  return askStore('event-store-failed', logOutage, async () => {
    await addCounts(counts);
    return answer;
  });
}
