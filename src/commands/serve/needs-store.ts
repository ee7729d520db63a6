import type { Config } from '../../model/config.js';

/** Whether a config asks for what a store keeps: records of users, or who claimed a gift. */
export function needsStore(config: Config): boolean {
  return config.jwt?.userStore !== undefined || JSON.stringify(config).includes('"type":"gift"');
}
