import type { Config } from '../../model/config.js';

/** Whether a config uses the records of users. */
export function needsUsers(config: Config): boolean {
  return config.jwt?.userStore !== undefined;
}

/** Whether pages send their events to the route of an endpoint. */
function countsEvents({ analytics }: Config): boolean {
  return analytics !== undefined && /\/zephr\/events$/.test(analytics.endpoint);
}

/** Whether a config uses data that a store keeps: users, claims of gifts and promotions, counts of trials and of events, sessions. */
export function needsStore(config: Config): boolean {
  return (
    needsUsers(config) ||
    countsEvents(config) ||
    /"type":"(?:gift|trial|time-trial|promo|active-sessions)"/.test(JSON.stringify(config))
  );
}
