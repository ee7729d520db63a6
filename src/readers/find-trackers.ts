import type { Config } from '../model/config.js';
import { USER_STATES } from '../model/user-states.js';
import { own } from '../lib/own.js';
import { findNodes } from '../config/find-nodes.js';
import { findRule } from '../config/find-rule.js';
import { nameSiteTracker } from '../usage/name-site-tracker.js';

/**
 * Finds the trackers that the trials of a config count by.
 *
 * @param config - It compiles.
 * @returns Names of trackers; a trial without one has a tracker for each feature and user state.
 */
export function findTrackers(config: Config): Set<string> {
  const trackers = new Set<string>();
  for (const [feature, settings] of Object.entries(config.features)) {
    for (const state of USER_STATES) {
      const found = findRule(settings, state);
      for (const node of found ? findNodes([found.rule], config.subRules) : []) {
        if (node.type !== 'trial') continue;
        const tracker = own(node, 'tracker');
        const name = typeof tracker === 'string' ? tracker : `${feature}/${state}`;
        trackers.add(name);
        if (own(node, 'scope') === 'site')
          for (const site of Object.keys(config.sites ?? {})) trackers.add(nameSiteTracker(name, site));
      }
    }
  }
  return trackers;
}
