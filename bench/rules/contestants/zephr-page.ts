import { checkConfig } from '../../../src/config/check-config.js';
import { refuseSecret } from '../../../src/config/find-secret.js';
import { parseConfig } from '../../../src/config/read-config.js';
import { createEngine } from '../../../src/decision/create-engine.js';
import { identify } from '../../../src/identity/identify.js';
import { FULL_REGISTRY } from '../../../src/rules/full-registry.js';
import { createClaimsMapper } from '../../../src/token/verify/map-claims.js';
import type { ReaderInput } from '../workload/condition.js';
import { aContestant, type Decider } from './contestant.js';

/** This SDK on the page's own path: what is inside a feature is compiled when it is first asked for. */
export default aContestant({
  translate: ({ config }) => config,
  prepare: (reader: ReaderInput) => reader,
  open: (text): Decider<ReaderInput> => {
    const { value, _noSecret: noSecret } = parseConfig(text);
    if (!noSecret) refuseSecret(value);
    const config = checkConfig(value);
    const mapClaims = createClaimsMapper(config.jwt);
    const engine = createEngine(config, FULL_REGISTRY);
    return {
      decide: (feature, { claims, ...facts }) => {
        const reader = identify(mapClaims({ status: 'valid', reason: null, claims }), config);
        return engine._evaluate(feature, { reader, facts, usage: {}, now: facts.now ?? 0 })!.decision.outcomeId;
      },
    };
  },
});
