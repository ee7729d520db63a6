import type { Config } from '../../model/config.js';
import { collectMembers } from '../../lib/collect-members.js';

/** Finds the features whose rules have a trial: they are decided for each article apart. */
export function findMetered({ features, subRules }: Config): ReadonlySet<string> {
  return new Set(
    Object.keys(features).filter((id) => {
      const types = collectMembers([features[id]], 'type');
      return (types.has('sub-rule') ? collectMembers([features[id], subRules], 'type') : types).has('trial');
    }),
  );
}
