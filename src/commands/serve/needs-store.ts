import type { Config } from '../../model/config.js';

/** Whether a config uses the records of users. */
export function needsUsers(config: Config): boolean {
  return config.jwt?.userStore !== undefined;
}

/** Whether a config uses data that a store keeps: users, claims of gifts, counts of trials. */
export function needsStore(config: Config): boolean {
  return needsUsers(config) || /"type":"(?:gift|trial|time-trial)"/.test(JSON.stringify(config));
}
