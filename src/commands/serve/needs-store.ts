import type { Config } from '../../model/config.js';

/** Whether a config asks for records of users. */
export function needsUsers(config: Config): boolean {
  return config.jwt?.userStore !== undefined;
}

/** Whether a config asks for anything that a store keeps: records of users, who claimed a gift, what was read of a trial. */
export function needsStore(config: Config): boolean {
  return needsUsers(config) || /"type":"(?:gift|trial|time-trial)"/.test(JSON.stringify(config));
}
