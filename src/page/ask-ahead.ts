import type { Config } from '../model/config.js';
import { own } from '../lib/own.js';
import { NEEDED_BY, PLACES } from './facts/asked-by-rules.js';

/**
 * Requests the files that rarer nodes of a feature need while the one that knows these nodes is on its way, so that they do not come one
 * after the other. The parts that need them report what does not arrive.
 */
export async function askAhead(config: Config, feature?: string): Promise<unknown> {
  // Which of the sub rules it names is found out with the files: here a file too many costs less than a walk.
  const json = JSON.stringify([own(config.features, feature), config.subRules]);
  const { usage, agents, facts } = NEEDED_BY;
  return Promise.all([
    usage.test(json) && import('./ledger/open-ledger.js'),
    agents.test(json) && import('../rules/nodes/agent-nodes.js'),
    (facts.test(json) || (config.jwt?.verifyEndpoint && PLACES.test(json))) && import('./facts/watch-facts.js'),
  ]);
}
